namespace CommitmentTracker.Http.Queries;

/// <summary>The token in the address of a private calendar feed.</summary>
internal sealed record FeedToken(string Value, string? Fault) : IQueryValue<FeedToken>
{
    public const int MaxLength = 100;

    public static FeedToken Read(string text) =>
        text is { Length: > 0 and <= MaxLength }
            ? new FeedToken(text, null)
            : new FeedToken("", "must be the token that the feed was created with");

    /// <summary>A record prints its members; a token must not find its way into a log.</summary>
    public override string ToString() => nameof(FeedToken);
}
