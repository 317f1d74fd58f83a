using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Domain;

internal sealed class IntervalRuleTests
{
    [TestCase("month", "2026-01-15", "2026-03-01", "2026-01-31 2026-02-28 2026-03-31")]
    [TestCase("month", "2028-02-29", "2028-02-29", "2028-02-29")]
    [TestCase("month", "2029-12-31", "2030-01-01", "2029-12-31 2030-01-31")]
    [TestCase("quarter", "2026-03-31", "2026-04-01", "2026-03-31 2026-06-30")]
    [TestCase("year", "2025-12-31", "2027-01-01", "2025-12-31 2026-12-31 2027-12-31")]
    [TestCase("month", "0001-01-01", "0001-02-01", "0001-01-31 0001-02-28")]
    [TestCase("year", "9999-01-01", "9999-12-31", "9999-12-31")]
    public void An_interval_ends_on_its_last_day(string interval, string from, string to, string ends) =>
        Assert.That(Ends(interval, from, to, "9999-12-31"), Is.EqualTo(ends));

    [TestCase("month", "2026-11-21", "2026-10-31 2026-11-21")]
    [TestCase("month", "2026-11-30", "2026-10-31 2026-11-30")]
    [TestCase("quarter", "2026-11-21", "2026-11-21")]
    [TestCase("year", "2026-11-21", "2026-11-21")]
    public void One_that_is_not_over_ends_today(string interval, string today, string ends) =>
        Assert.That(Ends(interval, "2026-10-05", today, today), Is.EqualTo(ends));

    [TestCase("2026-11-21", "2025-12-01")]
    [TestCase("2026-12-31", "2026-01-01")]
    [TestCase("1967-01-01", "1967-01-01", Description = "the first day that is taken")]
    public void A_year_up_to_a_day_is_twelve_months_with_that_of_the_day(string day, string first) =>
        Assert.That(IntervalRule.YearUpTo(Some.Day(day)), Is.EqualTo(Some.Day(first)));

    private static string Ends(string interval, string from, string to, string today)
    {
        var (first, last) = (Some.Day(from), Some.Day(to));
        var ends = IntervalRule.Ends(EnumCode.Parse<Interval>(interval), first, last, Some.Day(today));
        Assert.That(ends, Has.Count.EqualTo(IntervalRule.Count(EnumCode.Parse<Interval>(interval), first, last)));
        return string.Join(' ', ends.Select(end => end.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
