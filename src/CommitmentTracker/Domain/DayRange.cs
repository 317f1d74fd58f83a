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
