using System.Globalization;

namespace CommitmentTracker.Http.Queries;

/// <summary>The number of a change.</summary>
internal sealed record SequenceNumber(long Value, string? Fault) : IQueryValue<SequenceNumber>
{
    public const long Max = 9_007_199_254_740_991;

    public static SequenceNumber Read(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Max
            ? new SequenceNumber(number, null)
            : new SequenceNumber(0, "must be the number of a change, as an answer before gave it");
}
