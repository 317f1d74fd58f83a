namespace CommitmentTracker.Http.Limits;

/// <summary>Which web pages of other origins may read from a browser.</summary>
internal sealed class CorsOptions
{
    public const string Section = "Cors";

    /// <summary>Origins whose pages may send a key, by comma. Without any, pages of every origin may read what is public, without a key.</summary>
    public string? Origins { get; set; }

    public string[] List => (Origins ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public bool IsValid => List.All(IsOrigin);

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && (origin.Scheme == Uri.UriSchemeHttps || origin.Scheme == Uri.UriSchemeHttp)
        && origin is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && !text.Contains('*', StringComparison.Ordinal);
}
