using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Domain;

internal sealed class ReportTests
{
    /// <summary>Updates by comma in the order in which they were recorded, each an as-of day and a status.</summary>
    [TestCase("2026-03-01 in_progress", "2026-03-01", "in_progress", null)]
    // The latest as-of date counts.
    [TestCase("2026-03-01 not_started, 2026-05-01 in_progress", "2026-05-01", "in_progress", null)]
    // A late, older one moves nothing back.
    [TestCase("2026-05-01 in_progress, 2026-03-01 not_started", "2026-05-01", "in_progress", null)]
    [TestCase("2026-05-01 completed, 2026-03-01 in_progress", "2026-05-01", "completed", "2026-05-01")]
    // Of equals the one recorded last.
    [TestCase("2026-05-01 in_progress, 2026-05-01 on_hold", "2026-05-01", "on_hold", null)]
    [TestCase("2026-05-01 on_hold, 2026-05-01 in_progress", "2026-05-01", "in_progress", null)]
    [TestCase("2026-05-01 completed, 2026-05-01 in_progress", "2026-05-01", "in_progress", null)]
    [TestCase("2026-05-01 in_progress, 2026-05-01 completed", "2026-05-01", "completed", "2026-05-01")]
    // Completed on the first of the unbroken run of completed ones that ends it.
    [TestCase("2026-03-01 in_progress, 2026-05-01 completed, 2026-07-01 completed", "2026-07-01", "completed", "2026-05-01")]
    [TestCase("2026-05-01 completed, 2026-07-01 completed, 2026-09-01 completed", "2026-09-01", "completed", "2026-05-01")]
    // A late report of an earlier completion moves the day of completion, not the day of the report.
    [TestCase("2026-07-01 completed, 2026-05-01 completed", "2026-07-01", "completed", "2026-05-01")]
    // Reopened, and completed again.
    [TestCase("2026-03-01 completed, 2026-05-01 in_progress", "2026-05-01", "in_progress", null)]
    [TestCase("2026-03-01 completed, 2026-05-01 in_progress, 2026-07-01 completed", "2026-07-01", "completed", "2026-07-01")]
    [TestCase(
        "2026-03-01 completed, 2026-05-01 cancelled, 2026-07-01 completed, 2026-08-01 completed",
        "2026-08-01",
        "completed",
        "2026-07-01"
    )]
    // A late report breaks the run that it falls into.
    [TestCase("2026-03-01 completed, 2026-07-01 completed, 2026-05-01 on_hold", "2026-07-01", "completed", "2026-07-01")]
    public void The_updates_add_up_to_the_latest_and_the_day_of_completion(string updates, string asOf, string status, string? completedOn)
    {
        var report = Report.From(Parse(updates))!;
        Assert.That(
            (report.AsOf, report.Status, report.CompletedOn),
            Is.EqualTo((Some.Day(asOf), EnumCode.Parse<Status>(status), completedOn is null ? (DateOnly?)null : Some.Day(completedOn)))
        );
    }

    [Test]
    public void The_order_in_which_the_updates_are_read_does_not_matter()
    {
        var updates = Parse("2026-03-01 completed, 2026-07-01 completed, 2026-05-01 on_hold, 2026-07-01 completed, 2026-07-01 in_progress");
        var expected = Report.From(updates);
        Assert.That(Orders(updates).Select(Report.From), Is.All.EqualTo(expected));
    }

    [Test]
    public void Everything_but_the_day_of_completion_is_that_of_the_latest_update()
    {
        var report = Report.From([
            new VerifiedUpdate(Some.Day("2026-05-01"), 2, Status.InProgress, 60, Health.AtRisk, "A tender failed."),
            new VerifiedUpdate(Some.Day("2026-03-01"), 3, Status.InProgress, 80, Health.OnTrack),
        ]);
        Assert.That(
            report,
            Is.EqualTo(
                new Report
                {
                    AsOf = Some.Day("2026-05-01"),
                    Status = Status.InProgress,
                    Percent = 60,
                    Health = Health.AtRisk,
                    HealthReason = "A tender failed.",
                }
            )
        );
    }

    [Test]
    public void What_the_latest_update_leaves_out_is_not_taken_from_an_earlier_one()
    {
        var report = Report.From([
            new VerifiedUpdate(Some.Day("2026-03-01"), 1, Status.InProgress, 80, Health.OffTrack, "No budget."),
            new VerifiedUpdate(Some.Day("2026-05-01"), 2, Status.InProgress),
        ])!;
        Assert.That((report.Percent, report.Health, report.HealthReason), Is.EqualTo(((int?)null, (Health?)null, (string?)null)));
    }

    [Test]
    public void Without_a_verified_update_there_is_no_report() => Assert.That(Report.From([]), Is.Null);

    private static List<VerifiedUpdate> Parse(string updates) =>
        [
            .. updates
                .Split(", ")
                .Select(text => text.Split(' '))
                .Select((words, index) => new VerifiedUpdate(Some.Day(words[0]), index + 1, EnumCode.Parse<Status>(words[1]))),
        ];

    private static IEnumerable<List<VerifiedUpdate>> Orders(List<VerifiedUpdate> updates) =>
        updates.Count <= 1
            ? [updates]
            : updates.SelectMany(first =>
                Orders([.. updates.Where(each => each != first)]).Select(rest => (List<VerifiedUpdate>)[first, .. rest])
            );
}
