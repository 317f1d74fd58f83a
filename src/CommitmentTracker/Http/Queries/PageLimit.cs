using System.Globalization;

namespace CommitmentTracker.Http.Queries;

/// <summary>How many items a page holds at most.</summary>
internal sealed record PageLimit(int Value, string? Fault) : IQueryValue<PageLimit>
{
    public const int Min = 1;
    public const int Max = 200;
    public const int Default = 50;

    public static PageLimit Read(string text)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit);
        return isNumber && limit is >= Min and <= Max
            ? new PageLimit(limit, null)
            : new PageLimit(Default, $"must be a whole number from {Min} to {Max}");
    }
}
