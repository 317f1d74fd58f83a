namespace CommitmentTracker.Api;

internal sealed class PublicAddressOptions
{
    public const string Section = "Http";

    /// <summary>The address that callers know the service by, such as https://tracker.example.org/tracker; by itself that of each request.</summary>
    public string? PublicUrl { get; set; }

    public bool IsValid => string.IsNullOrEmpty(PublicUrl) || Parsed is not null;

    /// <summary>The path in it, without a slash at the end; empty where there is none.</summary>
    public PathString Path => Parsed is { } address ? PathString.FromUriComponent(address.AbsolutePath.TrimEnd('/')) : default;

    private Uri? Parsed =>
        Uri.TryCreate(PublicUrl, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { Query: "", Fragment: "", UserInfo: "" }
            ? address
            : null;
}

/// <summary>Where callers find the service: what stands before the path of its own in every address that it gives them.</summary>
internal static class PublicAddress
{
    public static string Of(HttpRequest request)
    {
        var known = request.HttpContext.RequestServices.GetRequiredService<IOptions<PublicAddressOptions>>().Value.PublicUrl;
        return string.IsNullOrEmpty(known) ? $"{request.Scheme}://{request.Host}{request.PathBase}" : known.TrimEnd('/');
    }
}

/// <summary>
/// A number in an address. What is no number reads as 0, which no record has: so that who may not know gets the same 401 for it as for
/// any other, where a constraint on the route would answer 404 before anyone asked for a key.
/// </summary>
internal readonly record struct PathNumber(int Value)
{
    public static bool TryParse(string? text, out PathNumber number)
    {
        number = new PathNumber(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0);
        return true;
    }
}
