using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Domain;

internal sealed class FreshnessRuleTests
{
    [TestCase("2026-11-21", "current", Description = "today")]
    [TestCase("2026-05-25", "current", Description = "exactly 180 days ago")]
    [TestCase("2026-05-24", "stale", Description = "181 days ago")]
    [TestCase("2026-11-22", "current", Description = "in the future of the day asked for")]
    [TestCase("9999-12-31", "current", Description = "the last day of the calendar")]
    [TestCase("0001-01-01", "stale", Description = "the first day of the calendar")]
    [TestCase(null, "none", Description = "never")]
    public void A_report_is_stale_once_it_is_older_than_180_days(string? reportedOn, string freshness) =>
        Assert.That(Of(reportedOn, "2026-11-21", 180), Is.EqualTo(freshness));

    [TestCase("2026-11-20", 1, "current")]
    [TestCase("2026-11-19", 1, "stale")]
    [TestCase("2016-11-23", 3650, "current")]
    [TestCase("2016-11-22", 3650, "stale")]
    public void How_old_is_stale_can_be_set(string reportedOn, int staleAfterDays, string freshness) =>
        Assert.That(Of(reportedOn, "2026-11-21", staleAfterDays), Is.EqualTo(freshness));

    [TestCase("0001-01-01", "0001-01-01", "current")]
    [TestCase("0001-01-01", "0001-06-30", "current")]
    [TestCase("0001-01-01", "0001-07-01", "stale")]
    [TestCase("9999-12-31", "9999-12-31", "current")]
    public void The_rule_holds_on_the_first_and_the_last_days_of_the_calendar(string reportedOn, string today, string freshness) =>
        Assert.That(Of(reportedOn, today, 180), Is.EqualTo(freshness));

    [TestCase("completed", "current")]
    [TestCase("cancelled", "current")]
    [TestCase("superseded", "current")]
    [TestCase("in_progress", "stale")]
    [TestCase("on_hold", "stale")]
    [TestCase("not_started", "stale")]
    public void Of_what_is_done_or_needs_no_doing_no_report_goes_stale(string status, string freshness)
    {
        Assert.That(Of("2020-01-01", "2026-11-21", 180, EnumCode.Parse<Status>(status)), Is.EqualTo(freshness));
        Assert.That(Of(null, "2026-11-21", 180, EnumCode.Parse<Status>(status)), Is.EqualTo("none"));
    }

    private static string Of(string? reportedOn, string today, int staleAfterDays, Status status = Status.InProgress) =>
        EnumCode.Of(
            FreshnessRule.Of(
                status,
                reportedOn is null ? null : Some.Day(reportedOn),
                Some.ReportingDay(today, staleAfterDays: staleAfterDays)
            )
        );
}
