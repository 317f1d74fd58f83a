using System.Security.Cryptography;

namespace CommitmentTracker.Features.Pages;

/// <summary>
/// The style and the script of the pages, out of the program. Their addresses hold a digest of them, so that a browser keeps them for good
/// and still gets a new one.
/// </summary>
internal static class PageFiles
{
    public const string Route = "/assets/{name}";

    private const string ForGood = "public, max-age=31536000, immutable";

    private static readonly Lazy<PageFile> StyleFile = new(() => PageFile.Load("site.css", "text/css; charset=utf-8"));
    private static readonly Lazy<PageFile> ScriptFile = new(() => PageFile.Load("site.js", "text/javascript; charset=utf-8"));

    public static string Style => StyleFile.Value.Address;

    public static string Script => ScriptFile.Value.Address;

    public static async Task SendAsync(HttpContext http)
    {
        PageFile? file = (string?)http.Request.RouteValues["name"] switch
        {
            "site.css" => StyleFile.Value,
            "site.js" => ScriptFile.Value,
            _ => null,
        };
        if (file is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var isNamed = http.Request.Query["v"] == file.Digest;
        await file.Answer.SendAsync(http, isNamed ? ForGood : null);
    }

    private sealed record PageFile(string Name, string Digest, PreparedAnswer Answer)
    {
        private const int DigestLength = 12;

        public string Address => $"/assets/{Name}?v={Digest}";

        public static PageFile Load(string name, string mediaType)
        {
            using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream($"pages/{name}")!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var digest = Convert.ToHexStringLower(SHA256.HashData(bytes))[..DigestLength];
            return new PageFile(name, digest, new PreparedAnswer(bytes, mediaType, EntityTag.Of(bytes, null)));
        }
    }
}
