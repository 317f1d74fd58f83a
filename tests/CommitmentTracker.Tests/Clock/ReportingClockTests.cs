using CommitmentTracker.Clock;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.Tests.Clock;

internal sealed class ReportingClockTests
{
    [TestCase("Asia/Jakarta", "2026-11-20T16:59:59Z", "2026-11-20")]
    [TestCase("Asia/Jakarta", "2026-11-20T16:59:59.999Z", "2026-11-20")]
    [TestCase("Asia/Jakarta", "2026-11-20T17:00:00Z", "2026-11-21")]
    [TestCase("Asia/Jakarta", "2026-12-31T17:00:00Z", "2027-01-01")]
    [TestCase("Asia/Jakarta", "2028-02-28T17:00:00Z", "2028-02-29")]
    [TestCase("Asia/Brunei", "2026-11-20T15:59:59Z", "2026-11-20")]
    [TestCase("Asia/Brunei", "2026-11-20T16:00:00Z", "2026-11-21")]
    [TestCase("Asia/Yangon", "2026-11-20T17:29:59Z", "2026-11-20")]
    [TestCase("Asia/Yangon", "2026-11-20T17:30:00Z", "2026-11-21")]
    [TestCase("UTC", "2026-11-20T23:59:59Z", "2026-11-20")]
    [TestCase("UTC", "2026-11-21T00:00:00Z", "2026-11-21")]
    [TestCase("America/New_York", "2026-01-15T04:59:59Z", "2026-01-14")]
    [TestCase("America/New_York", "2026-01-15T05:00:00Z", "2026-01-15")]
    // Summer time: the same midnight is an hour earlier.
    [TestCase("Europe/Berlin", "2026-01-15T22:59:59Z", "2026-01-15")]
    [TestCase("Europe/Berlin", "2026-01-15T23:00:00Z", "2026-01-16")]
    [TestCase("Europe/Berlin", "2026-07-15T21:59:59Z", "2026-07-15")]
    [TestCase("Europe/Berlin", "2026-07-15T22:00:00Z", "2026-07-16")]
    // The days on which it begins and ends, 23 and 25 hours long.
    [TestCase("Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29")]
    [TestCase("Europe/Berlin", "2026-03-29T21:59:59Z", "2026-03-29")]
    [TestCase("Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-30")]
    [TestCase("Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25")]
    [TestCase("Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25")]
    [TestCase("Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-26")]
    public void A_day_begins_at_the_zones_midnight(string zone, string now, string today) =>
        Assert.That(ClockAt(now, new ReportingOptions { TimeZone = zone }).Today, Is.EqualTo(Some.Day(today)));

    [TestCase("Asia/Jakarta", "2026-11-20", "2026-11-20T17:00:00Z")]
    [TestCase("America/New_York", "2026-01-14", "2026-01-15T05:00:00Z")]
    [TestCase("Europe/Berlin", "2026-03-29", "2026-03-29T22:00:00Z")]
    // Days that begin at one o'clock, because midnight is skipped, and a day whose midnight comes twice.
    [TestCase("America/Sao_Paulo", "2018-11-03", "2018-11-04T03:00:00Z")]
    [TestCase("Asia/Beirut", "2026-03-28", "2026-03-28T22:00:00Z")]
    [TestCase("America/Havana", "2026-10-31", "2026-11-01T04:00:00Z")]
    public void A_day_ends_where_the_next_begins(string zone, string day, string end)
    {
        var options = new ReportingOptions { TimeZone = zone };
        Assert.That(ClockAt(end, options).EndOf(Some.Day(day)), Is.EqualTo(Some.Instant(end)));
        Assert.That(ClockAt(end, options).Today, Is.EqualTo(Some.Day(day).AddDays(1)));
    }

    [Test]
    public void The_zone_is_that_of_the_secretariats_seat_unless_said()
    {
        var options = new ReportingOptions();
        Assert.That((options.TimeZone, options.DueSoonDays, options.StaleAfterDays), Is.EqualTo(("Asia/Jakarta", 30, 180)));
    }

    [Test]
    public void Values_are_derived_by_today_unless_another_day_is_asked_for()
    {
        var clock = ClockAt("2026-11-20T17:00:00Z", new ReportingOptions { DueSoonDays = 10, StaleAfterDays = 20 });
        Assert.That(clock.On(null), Is.EqualTo(Some.ReportingDay("2026-11-21", 10, 20)));
        Assert.That(clock.On(Some.Day("2030-01-01")), Is.EqualTo(Some.ReportingDay("2030-01-01", 10, 20)));
    }

    [Test]
    public void The_day_moves_with_the_clock()
    {
        var time = TestClock.At("2026-11-20T16:59:59Z");
        var clock = new ReportingClock(time, Options.Create(new ReportingOptions()));
        Assert.That(clock.Today, Is.EqualTo(Some.Day("2026-11-20")));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(clock.Today, Is.EqualTo(Some.Day("2026-11-21")));
    }

    private static ReportingClock ClockAt(string now, ReportingOptions options) => new(TestClock.At(now), Options.Create(options));
}
