using CommitmentTracker.Data;
using CommitmentTracker.Data.Commitments;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Database;

/// <summary>Holds what a timeline reads out of the journal against what the journal writes.</summary>
internal sealed class PastFieldsTests
{
    private static readonly Commitment Full = Some.Commitment() with
    {
        Kind = CommitmentKind.Proposal,
        Publication = Publication.Published,
        AlsoUnder = [Some.OtherInstrument, "THIRD-PLAN"],
        Description = """A "quoted" line with {braces}, [brackets] and "status": "completed".""",
        SupersededBy = "AB-2",
        Sources = [new Source("Document", "Fragment", SourceGrade.Primary, null)],
        Assignments = Some.Assignments([
            new Assignment(Some.MemberState, AssignmentRole.Lead, OwnershipBasis.Stated),
            new Assignment(Some.Body, AssignmentRole.Support, OwnershipBasis.Inferred)
            {
                Report = new Report { AsOf = Some.Day("2026-01-01"), Status = Status.Completed },
            },
        ]),
    };

    [Test]
    public void A_commitment_that_comes_to_be_is_read_whole()
    {
        var change = Read(FieldChanges.Nothing, CommitmentFields.Of(Full));
        Assert.That(change.Kind, Is.EqualTo(Full.Kind));
        Assert.That(change.Publication, Is.EqualTo(Full.Publication));
        Assert.That(change.Status, Is.EqualTo(Status.Superseded));
        Assert.That(change.Instrument, Is.EqualTo(Full.Instrument));
        Assert.That(change.AlsoUnder, Is.EqualTo(Full.AlsoUnder));
        Assert.That(change.Theme, Is.EqualTo(Full.Theme));
        Assert.That(change.Assigned, Is.EquivalentTo(Full.Assignments.Keys));
        Assert.That(change.Released, Is.Empty);
    }

    [Test]
    public void What_stays_is_not_told()
    {
        var change = Read(CommitmentFields.Of(Full), CommitmentFields.Of(Full with { Title = "Another", Verb = "adopt" }));
        Assert.That(change with { Assigned = [], Released = [] }, Is.EqualTo(new PastChange() with { Assigned = [], Released = [] }));
        Assert.That(change.Assigned.Concat(change.Released), Is.Empty);
    }

    [Test]
    public void What_is_emptied_or_removed_is_told()
    {
        var after = Full with { AlsoUnder = [], Assignments = Full.Assignments.Remove(Some.Body) };
        var change = Read(CommitmentFields.Of(Full), CommitmentFields.Of(after));
        Assert.That(change.AlsoUnder, Is.Not.Null.And.Empty);
        Assert.That(change.Released, Is.EqualTo([Some.Body]));
        Assert.That(change.Assigned, Is.Empty);
    }

    private static PastChange Read(
        IReadOnlyDictionary<string, System.Text.Json.Nodes.JsonNode?> before,
        IReadOnlyDictionary<string, System.Text.Json.Nodes.JsonNode?> after
    ) => PastFields.Read(Stored.Fields(FieldChanges.Between(before, after).After));
}
