using System.Globalization;

namespace CommitmentTracker.Http.Queries;

/// <summary>How many items a page holds at most.</summary>
internal sealed record PageLimit(int Value, string? Fault) : IQueryValue
{
    public const int Min = 1;
    public const int Max = 200;
    public const int Default = 50;

    public static bool TryParse(string? text, out PageLimit result)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit);
        result =
            isNumber && limit is >= Min and <= Max
                ? new PageLimit(limit, null)
                : new PageLimit(Default, $"must be a whole number from {Min} to {Max}");
        return true;
    }
}
