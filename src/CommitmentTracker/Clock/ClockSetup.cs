namespace CommitmentTracker.Clock;

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
