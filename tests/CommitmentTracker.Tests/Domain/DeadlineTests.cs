using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Domain;

internal sealed class DeadlineTests
{
    [TestCase("2026-11-21", "day", "2026-11-21")]
    [TestCase("2024-02-29", "day", "2024-02-29")]
    [TestCase("2026-01-01", "month", "2026-01-31")]
    [TestCase("2026-02-01", "month", "2026-02-28")]
    [TestCase("2028-02-10", "month", "2028-02-29")]
    [TestCase("2000-02-01", "month", "2000-02-29")]
    [TestCase("2100-02-01", "month", "2100-02-28")]
    [TestCase("2026-04-30", "month", "2026-04-30")]
    [TestCase("2026-12-01", "month", "2026-12-31")]
    [TestCase("2026-01-01", "quarter", "2026-03-31")]
    [TestCase("2026-03-31", "quarter", "2026-03-31")]
    [TestCase("2026-04-01", "quarter", "2026-06-30")]
    [TestCase("2026-08-15", "quarter", "2026-09-30")]
    [TestCase("2026-10-01", "quarter", "2026-12-31")]
    [TestCase("2026-12-31", "quarter", "2026-12-31")]
    [TestCase("2026-01-01", "year", "2026-12-31")]
    [TestCase("2028-02-29", "year", "2028-12-31")]
    [TestCase("2026-12-31", "year", "2026-12-31")]
    [TestCase("0001-01-01", "day", "0001-01-01")]
    [TestCase("0001-01-01", "month", "0001-01-31")]
    [TestCase("0001-01-01", "quarter", "0001-03-31")]
    [TestCase("0001-01-01", "year", "0001-12-31")]
    [TestCase("9999-12-31", "month", "9999-12-31")]
    [TestCase("9999-10-01", "quarter", "9999-12-31")]
    [TestCase("9999-01-01", "year", "9999-12-31")]
    public void A_coarse_date_is_kept_as_the_last_day_of_its_period(string day, string precision, string kept)
    {
        var deadline = Deadline.On(Some.Day(day), EnumCode.Parse<DatePrecision>(precision), DeadlineBasis.Stated);
        Assert.That(deadline.DueOn, Is.EqualTo(Some.Day(kept)));
    }

    [Test]
    public void Every_day_of_a_period_gives_the_same_last_day([Values] DatePrecision precision)
    {
        var from = new DateOnly(2027, 1, 1);
        var days = Enumerable.Range(0, 731).Select(from.AddDays).ToList();
        var periods = days.GroupBy(day => Deadline.LastDayOf(day, precision)).ToList();
        Assert.That(periods.Select(period => period.Max()), Is.EqualTo(periods.Select(period => period.Key)));
        Assert.That(
            periods,
            Has.Count.EqualTo(
                precision switch
                {
                    DatePrecision.Day => 731,
                    DatePrecision.Month => 24,
                    DatePrecision.Quarter => 8,
                    _ => 2,
                }
            )
        );
    }

    [Test]
    public void Without_a_due_date_there_is_no_precision_either() =>
        Assert.That(Deadline.None, Is.EqualTo(new Deadline(null, null, DeadlineBasis.None, null)));
}
