using CommitmentTracker.Domain;

namespace CommitmentTracker.Tests.Domain;

internal sealed class AssignmentTests
{
    [TestCase(null, false, Status.NotReported)]
    [TestCase(Status.OnHold, false, Status.OnHold)]
    [TestCase(null, true, Status.Superseded)]
    [TestCase(Status.Completed, true, Status.Superseded)]
    public void Under_a_superseded_commitment_it_counts_as_superseded(Status? reported, bool isSuperseded, Status expected)
    {
        var report = reported is { } status ? new Report { AsOf = new DateOnly(2026, 10, 1), Status = status } : null;
        var assignment = new Assignment("VN", AssignmentRole.Lead, OwnershipBasis.Stated) { Report = report };
        Assert.That(assignment.StatusUnder(isSuperseded), Is.EqualTo(expected));
    }
}
