namespace CommitmentTracker.Domain;

/// <summary>The day that values are derived by, with the spans that the secretariat has set.</summary>
internal sealed record ReportingDay(DateOnly Today, int DueSoonDays, int StaleAfterDays)
{
    /// <summary>The last due date that counts as due soon.</summary>
    public DateOnly DueSoonUntil => Add(Today, DueSoonDays);

    /// <summary>A report as of this day or later is current.</summary>
    public DateOnly CurrentSince => Add(Today, -StaleAfterDays);

    /// <summary>Stops at the ends of the calendar, because anyone may ask for the year 9999.</summary>
    public static DateOnly Add(DateOnly day, int days) =>
        DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
}
