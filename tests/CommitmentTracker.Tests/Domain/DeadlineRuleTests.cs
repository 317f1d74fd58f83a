using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Domain;

internal sealed class DeadlineRuleTests
{
    private const string Today = "2026-11-21";

    // The due day itself is not overdue, the day after is.
    [TestCase("2026-11-20", "in_progress", "overdue")]
    [TestCase("2026-11-21", "in_progress", "due_soon")]
    [TestCase("2026-11-22", "in_progress", "due_soon")]
    // Thirty days, today included among the days that are soon.
    [TestCase("2026-12-20", "in_progress", "due_soon")]
    [TestCase("2026-12-21", "in_progress", "due_soon")]
    [TestCase("2026-12-22", "in_progress", "upcoming")]
    // What is not done is open, however it is called.
    [TestCase("2026-11-20", "not_reported", "overdue")]
    [TestCase("2026-11-20", "not_started", "overdue")]
    [TestCase("2026-11-20", "on_hold", "overdue")]
    [TestCase("2030-12-31", "not_reported", "upcoming")]
    [TestCase("2030-12-31", "on_hold", "upcoming")]
    // Nothing is due any more.
    [TestCase("2026-11-20", "cancelled", "closed")]
    [TestCase("2030-12-31", "cancelled", "closed")]
    [TestCase("2026-11-20", "superseded", "closed")]
    // No deadline, whatever the status.
    [TestCase(null, "not_reported", "no_deadline")]
    [TestCase(null, "in_progress", "no_deadline")]
    [TestCase(null, "completed", "no_deadline")]
    [TestCase(null, "cancelled", "no_deadline")]
    [TestCase(null, "superseded", "no_deadline")]
    // The ends of the calendar.
    [TestCase("0001-01-01", "in_progress", "overdue")]
    [TestCase("9999-12-31", "in_progress", "upcoming")]
    public void A_due_date_stands_by_the_day_and_the_status(string? dueOn, string status, string state) =>
        Assert.That(StateOf(dueOn, status, null, Today), Is.EqualTo(state));

    [TestCase("2026-11-20", "2026-11-19", "met")]
    [TestCase("2026-11-20", "2026-11-20", "met")]
    [TestCase("2026-11-20", "2026-11-21", "met_late")]
    [TestCase("2030-12-31", "2030-12-31", "met")]
    [TestCase("2030-12-31", "2031-01-01", "met_late")]
    [TestCase("0001-01-01", "0001-01-01", "met")]
    [TestCase("0001-01-01", "9999-12-31", "met_late")]
    [TestCase("9999-12-31", "9999-12-31", "met")]
    public void What_is_completed_was_met_by_the_day_it_was_completed_on(string dueOn, string completedOn, string state)
    {
        Assert.That(StateOf(dueOn, "completed", completedOn, Today), Is.EqualTo(state));
        Assert.That(StateOf(dueOn, "completed", completedOn, "9999-12-31"), Is.EqualTo(state), "whatever day it is");
    }

    [TestCase("2030-06-15", "year", "2030-12-31", "due_soon")]
    [TestCase("2030-06-15", "year", "2031-01-01", "overdue")]
    [TestCase("2030-06-15", "year", "2030-07-01", "upcoming")]
    [TestCase("2028-02-01", "month", "2028-02-29", "due_soon")]
    [TestCase("2028-02-01", "month", "2028-03-01", "overdue")]
    [TestCase("2027-02-01", "month", "2027-02-28", "due_soon")]
    [TestCase("2027-02-01", "month", "2027-03-01", "overdue")]
    [TestCase("2027-05-01", "quarter", "2027-06-30", "due_soon")]
    [TestCase("2027-05-01", "quarter", "2027-07-01", "overdue")]
    public void A_coarse_deadline_is_overdue_only_after_its_period(string named, string precision, string today, string state)
    {
        var deadline = Deadline.On(Some.Day(named), EnumCode.Parse<DatePrecision>(precision), DeadlineBasis.Stated);
        var there = DeadlineRule.StateOf(deadline.DueOn, Status.InProgress, null, Some.ReportingDay(today));
        Assert.That(EnumCode.Of(there), Is.EqualTo(state));
    }

    [TestCase(0, "2026-11-21", "due_soon")]
    [TestCase(0, "2026-11-22", "upcoming")]
    [TestCase(7, "2026-11-28", "due_soon")]
    [TestCase(7, "2026-11-29", "upcoming")]
    [TestCase(3650, "2036-11-18", "due_soon")]
    [TestCase(3650, "2036-11-19", "upcoming")]
    public void How_soon_is_soon_can_be_set(int dueSoonDays, string dueOn, string state)
    {
        var day = Some.ReportingDay(Today, dueSoonDays);
        Assert.That(EnumCode.Of(DeadlineRule.StateOf(Some.Day(dueOn), Status.InProgress, null, day)), Is.EqualTo(state));
    }

    [TestCase("9999-12-31", "9999-12-31", "due_soon")]
    [TestCase("9999-12-30", "9999-12-31", "overdue")]
    [TestCase("9999-12-31", "9999-12-15", "due_soon")]
    [TestCase("0001-01-01", "0001-01-01", "due_soon")]
    [TestCase("0001-02-01", "0001-01-01", "upcoming")]
    public void The_rule_holds_on_the_first_and_the_last_days_of_the_calendar(string dueOn, string today, string state) =>
        Assert.That(StateOf(dueOn, "not_started", null, today), Is.EqualTo(state));

    [TestCase("2026-11-21", 0)]
    [TestCase("2026-11-22", 1)]
    [TestCase("2026-11-20", -1)]
    [TestCase("2030-12-31", 1501)]
    [TestCase(null, null)]
    public void The_days_left_are_negative_once_the_due_date_has_passed(string? dueOn, int? daysLeft) =>
        Assert.That(DeadlineRule.DaysLeft(DayOrNull(dueOn), Some.ReportingDay(Today)), Is.EqualTo(daysLeft));

    private static string StateOf(string? dueOn, string status, string? completedOn, string today) =>
        EnumCode.Of(
            DeadlineRule.StateOf(DayOrNull(dueOn), EnumCode.Parse<Status>(status), DayOrNull(completedOn), Some.ReportingDay(today))
        );

    private static DateOnly? DayOrNull(string? text) => text is null ? null : Some.Day(text);
}
