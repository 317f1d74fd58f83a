namespace CommitmentTracker.Domain;

/// <summary>
/// The days that anyone may name: from the year in which ASEAN was founded to the end of the century. Another day is a slip, such as
/// day 0 of a spreadsheet or a year of another calendar, and programs that read our calendars stop at the ends of theirs.
/// </summary>
internal static class DayRange
{
    public static readonly DateOnly First = new(1967, 1, 1);
    public static readonly DateOnly Last = new(2100, 12, 31);

    public const string Rule = "must be from 1967-01-01 to 2100-12-31";

    /// <summary>The rule as a pattern, for the contract.</summary>
    public const string Pattern = "^(19(6[7-9]|[7-9][0-9])|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$";

    public static bool Holds(DateOnly day) => day >= First && day <= Last;
}

/// <summary>Months, quarters and years one after the other. Reckoned in whole months, so that no end of the calendar is overrun.</summary>
internal static class IntervalRule
{
    public const int MaxCount = 120;

    private const int MonthsInYear = 12;
    private static readonly int FirstMonth = MonthOf(DayRange.First);

    /// <summary>The first day of the month that lies eleven months before that of the day: with it, twelve months.</summary>
    public static DateOnly YearUpTo(DateOnly day) => FirstDayOf(Math.Max(MonthOf(day) - (MonthsInYear - 1), FirstMonth));

    /// <summary>How many intervals there are from the one of the first day to the one of the last.</summary>
    public static int Count(Interval interval, DateOnly from, DateOnly to) => NumberOf(interval, to) - NumberOf(interval, from) + 1;

    /// <summary>The last days of these intervals. One that is not over ends today.</summary>
    public static IReadOnlyList<DateOnly> Ends(Interval interval, DateOnly from, DateOnly to, DateOnly today) =>
        [
            .. Enumerable
                .Range(NumberOf(interval, from), Count(interval, from, to))
                .Select(number => LastDayOf(((number + 1) * MonthsIn(interval)) - 1))
                .Select(end => end < today ? end : today),
        ];

    private static int MonthsIn(Interval interval) =>
        interval switch
        {
            Interval.Month => 1,
            Interval.Quarter => 3,
            Interval.Year => MonthsInYear,
            _ => throw new ArgumentOutOfRangeException(nameof(interval)),
        };

    private static int NumberOf(Interval interval, DateOnly day) => MonthOf(day) / MonthsIn(interval);

    private static int MonthOf(DateOnly day) => (day.Year * MonthsInYear) + day.Month - 1;

    private static DateOnly FirstDayOf(int month) => new(month / MonthsInYear, (month % MonthsInYear) + 1, 1);

    private static DateOnly LastDayOf(int month)
    {
        var first = FirstDayOf(month);
        return new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month));
    }
}
