using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>The pages that read, each as people come to it, and what a test looks for on one.</summary>
internal static partial class WebPages
{
    public const string Record = "/commitments/HND-10";

    public static readonly string[] All =
    [
        "/",
        "/commitments",
        "/commitments?status=in_progress",
        "/commitments?q=nothing+at+all",
        "/commitments?status=wrong",
        Record,
        "/commitments/DEFA-02",
        "/matrix",
        "/matrix?memberState=VN",
        "/matrix?instrument=HANOI-2026",
        "/deadlines",
        "/deadlines?memberState=VN",
        "/member-states/VN",
        "/member-states/VN?kind=commitment&freshness=none",
        "/bodies/ADGMIN",
        "/rounds",
        "/sign-in",
        "/nowhere",
    ];

    /// <summary>The pages of those who keep the tracker.</summary>
    public static readonly string[] SignedIn =
    [
        "/work",
        Record,
        "/commitments/HND-10/report",
        "/commitments/HND-10/report?party=VN",
        "/commitments/HND-10/edit",
        "/commitments/HND-10/edit/deadline",
        "/commitments/HND-10/edit/owners",
        "/commitments/HND-10/edit/milestones",
        "/commitments/new",
        "/rounds",
        "/rounds/new",
        "/import",
        "/keys",
    ];

    /// <summary>An address without the id in it, which is another each time.</summary>
    public static string WithoutId(string address) => Id().Replace(address, "id");

    /// <summary>The token in the form that is sent to an address.</summary>
    public static string TokenOf(string page, string action) =>
        Regex
            .Match(page, $"action=\"{Regex.Escape(action)}\"[^>]*><input type=\"hidden\" name=\"form-token\" value=\"([^\"]+)\"")
            .Groups[1]
            .Value;

    /// <summary>As a browser asks for it.</summary>
    public static async Task<HttpResponseMessage> BrowseAsync(
        this HttpClient client,
        string address,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    public static async Task<string> PageAsync(this HttpClient client, string address, params (string Name, string Value)[] headers)
    {
        using var answer = await client.BrowseAsync(address, headers);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The links, each with its text.</summary>
    public static IEnumerable<(string Address, string Text)> Links(string page) =>
        Link().Matches(page).Select(link => (WebUtility.HtmlDecode(link.Groups[1].Value), Text(link.Groups[2].Value)));

    /// <summary>The addresses that a browser loads by itself.</summary>
    public static IEnumerable<string> Loaded(string page) => Source().Matches(page).Select(each => each.Groups[1].Value);

    /// <summary>How many a list says that it found.</summary>
    public static int Found(string page) =>
        Count().Match(page) is { Success: true } found ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
        : page.Contains("No commitment meets all of these filters") ? 0
        : throw new AssertionException($"The page does not say how many it found: {Text(page)}");

    /// <summary>What is read of it.</summary>
    public static string Text(string page) => WebUtility.HtmlDecode(Spaces().Replace(Tag().Replace(page, " "), " ")).Trim();

    [GeneratedRegex("<a [^>]*?href=\"([^\"]*)\"[^>]*>(.*?)</a>", RegexOptions.Singleline)]
    private static partial Regex Link();

    [GeneratedRegex("<(?:script|img|iframe|object|embed|source)[^>]* src=\"([^\"]*)\"|<link[^>]* href=\"([^\"]*)\"")]
    private static partial Regex Source();

    [GeneratedRegex("class=\"found\"><strong>([0-9]+) ")]
    private static partial Regex Count();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
