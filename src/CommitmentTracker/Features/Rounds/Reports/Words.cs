using System.Globalization;
using CommitmentTracker.Domain;
using CommitmentTracker.Json;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>Codes and days as a reader of a page sees them.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var words = EnumCode.Of(value).Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string Of(DateOnly? day) => day?.ToString(DayJsonConverter.Format, CultureInfo.InvariantCulture) ?? "–";
}
