using CommitmentTracker.Domain;

namespace CommitmentTracker.Clock;

/// <summary>A reporting day with the instants between which it is today: cheaper to hold a clock against than to reckon the day anew.</summary>
internal sealed record DayWindow(ReportingDay Day, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Holds at no time.</summary>
    public static readonly DayWindow None = new(new ReportingDay(default, 0, 0), DateTimeOffset.MaxValue, DateTimeOffset.MinValue);

    public bool Holds(DateTimeOffset now) => From <= now && now < Until;
}
