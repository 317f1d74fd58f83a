using System.Net;

namespace CommitmentTracker.Http.Limits;

/// <summary>What stands between the service and its callers.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>Addresses of proxies whose X-Forwarded-For, -Proto and -Prefix are believed, by comma; nobody else's are.</summary>
    public string? Known { get; set; }

    /// <summary>Whether plain HTTP is sent on to HTTPS and browsers are told to stay there.</summary>
    public bool RequireHttps { get; set; }

    /// <summary>The path under which the proxy shows the service, such as /tracker; it may send that along or take it off.</summary>
    public string? PathBase { get; set; }

    public bool IsPathBase =>
        string.IsNullOrEmpty(PathBase)
        || (
            PathBase is ['/', not '/', ..] and [.., not '/']
            && Uri.IsWellFormedUriString(PathBase, UriKind.Relative)
            && !PathBase.AsSpan().ContainsAny('?', '#')
        );

    public IEnumerable<IPAddress> Addresses => Texts.Select(IPAddress.Parse);

    public bool IsValid => Texts.All(text => IPAddress.TryParse(text, out _));

    private string[] Texts => (Known ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
