namespace CommitmentTracker.Http.Queries;

/// <summary>Words to search for.</summary>
internal sealed record SearchText(string Value, string? Fault) : IQueryValue<SearchText>
{
    public const int MaxLength = 200;

    public static SearchText Read(string text) =>
        text switch
        {
            { Length: > MaxLength } => new SearchText("", $"must be at most {MaxLength} characters"),
            _ when !text.Any(char.IsLetterOrDigit) => new SearchText("", "must hold a letter or a digit"),
            _ when text.Any(char.IsControl) => new SearchText("", "must not hold control characters"),
            _ => new SearchText(text, null),
        };
}
