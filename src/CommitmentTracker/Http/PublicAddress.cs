using Microsoft.Extensions.Options;

namespace CommitmentTracker.Http;

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
