using CommitmentTracker.Json;

namespace CommitmentTracker.Http.Queries;

/// <summary>An instant as <c>YYYY-MM-DDThh:mm:ssZ</c>, or with another offset.</summary>
internal sealed record Instant(DateTimeOffset Value, string? Fault) : IQueryValue<Instant>
{
    public static Instant Read(string text) =>
        InstantJsonConverter.TryParse(text, out var instant)
            ? new Instant(instant, null)
            : new Instant(default, "must be an instant with its offset, as YYYY-MM-DDThh:mm:ssZ");
}
