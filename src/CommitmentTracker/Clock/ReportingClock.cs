using System.Globalization;
using CommitmentTracker.Domain;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.Clock;

/// <summary>Today, by the one clock and the one zone of the tracker.</summary>
internal sealed class ReportingClock(TimeProvider time, IOptions<ReportingOptions> options)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    public DateTimeOffset Now => time.GetUtcNow();

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, zone).DateTime);

    /// <summary>Why a day that must not lie ahead is refused, with the zone, since elsewhere it may be that day already; null where it is well.</summary>
    public string? FaultOfLater(DateOnly day) => FaultOfLater(day, Today);

    /// <summary>The same on a day that was today when it was asked first.</summary>
    public string? FaultOfLater(DateOnly day, DateOnly today) =>
        day <= today ? null : string.Create(CultureInfo.InvariantCulture, $"must not be after today, {today:yyyy-MM-dd} in {zone.Id}");

    /// <summary>The instant with which the next day begins. Where the clocks change at midnight, the first midnight of two, or what stands for a missing one.</summary>
    public DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset);
    }

    /// <summary>Today with its bounds.</summary>
    public DayWindow Window
    {
        get
        {
            var day = On(null);
            return new DayWindow(day, EndOf(day.Today.AddDays(-1)), EndOf(day.Today));
        }
    }

    /// <summary>The day that values are derived by: the one asked for, else today.</summary>
    public ReportingDay On(DateOnly? asOf) => new(asOf ?? Today, options.Value.DueSoonDays, options.Value.StaleAfterDays);
}
