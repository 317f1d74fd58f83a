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

/// <summary>A reporting day with the instants between which it is today: cheaper to hold a clock against than to reckon the day anew.</summary>
internal sealed record DayWindow(ReportingDay Day, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Holds at no time.</summary>
    public static readonly DayWindow None = new(new ReportingDay(default, 0, 0), DateTimeOffset.MaxValue, DateTimeOffset.MinValue);

    public bool Holds(DateTimeOffset now) => From <= now && now < Until;
}

/// <summary>The zone of the tracker and the spans that the secretariat has set.</summary>
internal sealed class ReportingOptions
{
    public const int MaxDays = 3650;

    /// <summary>Setting <c>Clock__TimeZone</c>, an IANA name; by default that of the ASEAN Secretariat's seat.</summary>
    public string TimeZone { get; set; } = "Asia/Jakarta";

    /// <summary>Setting <c>Deadlines__DueSoonDays</c>.</summary>
    public int DueSoonDays { get; set; } = 30;

    /// <summary>Setting <c>Freshness__StaleAfterDays</c>.</summary>
    public int StaleAfterDays { get; set; } = 180;
}

internal static class ClockSetup
{
    public static IServiceCollection AddReportingClock(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ReportingClock>();
        services
            .AddOptions<ReportingOptions>()
            .ValidateOnStart()
            .BindConfiguration("Clock")
            .BindConfiguration("Deadlines")
            .BindConfiguration("Freshness")
            .Validate(
                options => TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _),
                "Clock__TimeZone must be the IANA name of a time zone, such as Asia/Jakarta."
            )
            .Validate(
                options => options.DueSoonDays is >= 0 and <= ReportingOptions.MaxDays,
                $"Deadlines__DueSoonDays must be a number of days from 0 to {ReportingOptions.MaxDays}."
            )
            .Validate(
                options => options.StaleAfterDays is > 0 and <= ReportingOptions.MaxDays,
                $"Freshness__StaleAfterDays must be a number of days from 1 to {ReportingOptions.MaxDays}."
            );
        return services;
    }
}
