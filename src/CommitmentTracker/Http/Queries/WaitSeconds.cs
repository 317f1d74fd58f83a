using System.Globalization;

namespace CommitmentTracker.Http.Queries;

/// <summary>How many seconds an answer may be held back.</summary>
internal sealed record WaitSeconds(int Value, string? Fault) : IQueryValue<WaitSeconds>
{
    public const int Max = 30;

    public static WaitSeconds Read(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Max
            ? new WaitSeconds(seconds, null)
            : new WaitSeconds(0, $"must be a whole number of seconds from 0 to {Max}");
}
