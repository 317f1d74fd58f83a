using System.Collections.Immutable;
using System.Reflection;
using CommitmentTracker.Data;
using CommitmentTracker.Data.Commitments;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Database;

/// <summary>What goes into the tables through the row classes comes out of them the same.</summary>
internal sealed class RowClassTests
{
    private static readonly ChangeNote Note = new("someone", ChangeType.CommitmentCreated);

    [Test]
    public void The_row_classes_hold_text_and_whole_numbers_only_because_the_mapper_misreads_days_and_instants()
    {
        var others =
            from type in typeof(Store).Assembly.GetTypes()
            where type.Name.EndsWith("Row", StringComparison.Ordinal)
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            where property.PropertyType != typeof(string) && property.PropertyType != typeof(long) && property.PropertyType != typeof(long?)
            select $"{type.FullName}.{property.Name} is a {property.PropertyType.Name}";
        Assert.That(others, Is.Empty);
    }

    [TestCase("0001-01-01")]
    [TestCase("2024-02-29")]
    [TestCase("2026-11-21")]
    [TestCase("9999-12-31")]
    public async Task Every_day_of_a_commitment_comes_back_from_its_rows(string text)
    {
        var day = Some.Day(text);
        var commitment = Some.Commitment() with
        {
            Deadline = new Deadline(day, DatePrecision.Day, DeadlineBasis.Stated, null),
            Assignments = Some.Assignments([
                new Assignment(Some.MemberState, AssignmentRole.Lead, OwnershipBasis.Stated)
                {
                    Report = new Report
                    {
                        AsOf = day,
                        Status = Status.Completed,
                        CompletedOn = day,
                    },
                },
            ]),
            Milestones = ImmutableSortedDictionary<int, Milestone>.Empty.Add(
                1,
                new Milestone(1, "Step", day, DatePrecision.Day, null, day)
            ),
        };
        await AssertComesBackAsync(commitment);
    }

    [Test]
    public async Task A_commitment_with_everything_comes_back_from_its_rows()
    {
        var commitment = Some.Commitment() with
        {
            Title = "Áp dụng hướng dẫn 😀",
            Description = "Line one\nline \"two\"",
            Kind = CommitmentKind.Proposal,
            Verb = "advocates",
            Scope = Scope.Bilateral,
            AlsoUnder = [Some.OtherInstrument],
            Publication = Publication.Published,
            Sources = [new Source("Declaration", "its words", SourceGrade.Primary, "https://asean.example/a")],
            Deadline = new Deadline(Some.Day("2030-12-31"), DatePrecision.Year, DeadlineBasis.Inherited, "The plan's period"),
            Assignments = Some.Assignments([
                new Assignment(Some.MemberState, AssignmentRole.Lead, OwnershipBasis.Inferred)
                {
                    Report = new Report
                    {
                        AsOf = Some.Day("2026-03-01"),
                        Status = Status.InProgress,
                        Percent = 40,
                        Health = Health.AtRisk,
                        HealthReason = "A tender failed.",
                    },
                },
                new Assignment(Some.Body, AssignmentRole.Support, OwnershipBasis.Stated),
            ]),
            Milestones = ImmutableSortedDictionary<int, Milestone>
                .Empty.Add(2, new Milestone(2, "Second", Some.Day("2027-06-30"), DatePrecision.Quarter, Some.MemberState, null))
                .Add(3, new Milestone(3, "Third", Some.Day("2027-12-31"), DatePrecision.Year, null, Some.Day("2027-05-14"))),
            NextMilestoneNumber = 4,
        };
        await AssertComesBackAsync(commitment);
    }

    [Test]
    public async Task A_commitment_with_only_what_it_must_have_comes_back_from_its_rows() => await AssertComesBackAsync(Some.Commitment());

    [Test]
    public async Task A_progress_update_comes_back_from_its_row()
    {
        using var database = TestDatabase.WithReferences();
        var assigned = Some.Commitment() with
        {
            Assignments = Some.Assignments([new Assignment(Some.MemberState, AssignmentRole.Lead, OwnershipBasis.Stated)]),
        };
        await CreateAsync(database, assigned);
        var reported = new NewProgressUpdate
        {
            CommitmentCode = Some.Code,
            PartyCode = Some.MemberState,
            AsOf = Some.Day("2024-02-29"),
            Status = ReportedStatus.Completed,
            Percent = 100,
            Health = Health.OnTrack,
            HealthReason = "Done.",
            Narrative = "It was done.",
            Challenges = "Few",
            NextStep = "None",
            Evidence = [new Evidence("The decree", "https://asean.example/decree")],
            RecordedBy = "someone",
        };
        var result = await database.Store.WriteAsync(
            session => ProgressUpdateWriter.RecordVerifiedAsync(session, reported),
            CancellationToken.None
        );
        Assert.That(result.Succeeded(out var recorded, out _), Is.True);

        var row = database.Single<ProgressUpdateRow>($"select {ProgressUpdateRow.Columns} from progress_updates");
        Assert.That(row.ToUpdate() with { Evidence = [] }, Is.EqualTo(recorded! with { Evidence = [] }));
        Assert.That(row.ToUpdate().Evidence, Is.EqualTo(recorded.Evidence));
        Assert.That((Stored.ParseDay(row.AsOf), row.RecordedAt), Is.EqualTo((reported.AsOf, "2026-11-21T05:00:00.000Z")));
        Assert.That(Stored.ParseList<Evidence>(row.Evidence), Is.EqualTo(reported.Evidence));

        var updates = await database.Store.ReadAsync(
            session => VerifiedUpdates.OfAsync(session, Some.Code, Some.MemberState),
            CancellationToken.None
        );
        Assert.That(updates, Is.EqualTo(new[] { new VerifiedUpdate(reported.AsOf, 1, Status.Completed, 100, Health.OnTrack, "Done.") }));
        var moved = await LoadAsync(database);
        Assert.That(moved.Commitment.Assignments[Some.MemberState].Report, Is.EqualTo(Report.From(updates)));
    }

    private static async Task AssertComesBackAsync(Commitment commitment)
    {
        using var database = TestDatabase.WithReferences();
        var created = await CreateAsync(database, commitment);
        var loaded = await LoadAsync(database);
        Assert.That(Json(loaded.Commitment), Is.EqualTo(Json(commitment)));
        Assert.That(loaded with { Commitment = commitment }, Is.EqualTo(created with { Commitment = commitment }));
    }

    private static async Task<StoredCommitment> CreateAsync(TestDatabase database, Commitment commitment)
    {
        var result = await database.Store.WriteAsync(
            session => CommitmentWriter.CreateAsync(session, commitment, Note),
            CancellationToken.None
        );
        Assert.That(result.Succeeded(out var created, out var refusal), Is.True, refusal?.Detail);
        return created!;
    }

    private static async Task<StoredCommitment> LoadAsync(TestDatabase database) =>
        (await database.Store.ReadAsync(session => CommitmentReader.LoadAsync(session, Some.Code), CancellationToken.None))!;

    private static string Json(Commitment commitment) => Stored.Node(commitment)!.ToJsonString();
}
