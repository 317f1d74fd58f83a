using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Domain;

internal sealed class MilestoneTests
{
    [TestCase("2026-11-20", null, Status.InProgress, "overdue")]
    [TestCase("2026-11-21", null, Status.InProgress, "due_soon")]
    [TestCase("2026-12-21", null, Status.InProgress, "due_soon")]
    [TestCase("2026-12-22", null, Status.InProgress, "upcoming")]
    [TestCase("2026-11-20", "2026-11-20", Status.InProgress, "met")]
    [TestCase("2026-11-20", "2026-11-21", Status.InProgress, "met_late")]
    [TestCase("2030-12-31", "2026-11-01", Status.InProgress, "met")]
    [TestCase("2026-11-20", null, Status.Completed, "overdue")]
    [TestCase("2026-11-20", null, Status.Cancelled, "closed")]
    [TestCase("2030-12-31", null, Status.Superseded, "closed")]
    [TestCase("2026-11-20", "2026-11-21", Status.Superseded, "met_late")]
    public void A_milestone_stands_as_a_deadline_does(string dueOn, string? reachedOn, Status commitment, string state)
    {
        var milestone = new Milestone(
            1,
            "Guidance published",
            Some.Day(dueOn),
            DatePrecision.Day,
            null,
            reachedOn is null ? null : Some.Day(reachedOn)
        );
        Assert.That(EnumCode.Of(milestone.StateOn(Some.ReportingDay("2026-11-21"), commitment)), Is.EqualTo(state));
    }
}
