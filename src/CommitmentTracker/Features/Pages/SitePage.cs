using Microsoft.AspNetCore.Components;

namespace CommitmentTracker.Features.Pages;

/// <summary>
/// A page: it reads what it shows, and is then rendered once. Components are public, because Razor makes them so, and what of ours
/// stands in them is not.
/// </summary>
public abstract class SitePage : ComponentBase
{
    [Parameter, EditorRequired]
    public PageRequest Request { get; set; } = null!;

    internal Texts T => Request.Texts;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        Request.Instead = await LoadAsync();
        if (Request is { Instead: null, Form: not null, Problem: null })
        {
            Request.Instead = await SubmitAsync();
        }

        if (Request.Instead is null)
        {
            StateHasChanged();
        }
    }

    /// <summary>Reads what the page shows. An answer is sent instead of the page, such as a refusal or the way to another address.</summary>
    private protected virtual Task<IResult?> LoadAsync() => Task.FromResult<IResult?>(null);

    /// <summary>
    /// Does what the form says, of a page that takes one. What it answers is sent instead of the page; where it was refused, the page is
    /// shown again with what was typed and what is wrong with it.
    /// </summary>
    private protected virtual Task<IResult?> SubmitAsync() => Task.FromResult<IResult?>(null);

    /// <summary>An address of ours, under the path that a proxy shows the service at.</summary>
    private protected string At(string path) => Request.At(path);
}

/// <summary>Who asks for a page, what they may see, and in which language.</summary>
public sealed class PageRequest
{
    public const string DoneName = "done";

    private readonly TrackerState? state;

    internal PageRequest(HttpContext http, TrackerState? state)
    {
        Http = http;
        this.state = state;
        Language = Language.Of(http.Request);
        Texts = Texts.In(Language);
        Caller = Caller.From(http.User);
        Day = Clock.On(null);
    }

    internal HttpContext Http { get; }

    internal Language Language { get; }

    internal Texts Texts { get; }

    internal Caller Caller { get; }

    internal bool IsSignedIn => Caller.Role is not null;

    internal ReportingClock Clock => Http.RequestServices.GetRequiredService<ReportingClock>();

    /// <summary>The day that the page is derived by: today, unless its query asks for another.</summary>
    internal ReportingDay Day { get; set; }

    /// <summary>The state that all parts of the page are read from, or from a later one.</summary>
    internal TrackerState State => state ?? throw new InvalidOperationException("A page of a problem reads nothing.");

    internal References References => State.References;

    /// <summary>What was typed into the form that was sent; null where the page is only read.</summary>
    internal FormValues? Form { get; init; }

    /// <summary>Why what the form asked for was refused.</summary>
    internal Problem? Problem { get; set; }

    /// <summary>What was done before, and the address tells of.</summary>
    internal Done? Done => EnumCode.TryParse<Done>(Http.Request.Query[DoneName], out var done) ? done : null;

    /// <summary>What is answered instead of the page.</summary>
    internal IResult? Instead { get; set; }

    /// <summary>Tells one selection from another, as the cursors and views of the API do.</summary>
    internal string Digest => Cursor.DigestOf(Http.Request.Query);

    /// <summary>The language of what is recorded, where it is not that of the page.</summary>
    internal string? DataLanguage => Language == Language.English ? null : Language.English.Code;

    /// <summary>Whether what is published can be read without signing in.</summary>
    internal bool IsPublicRead => Http.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.PublicRead;

    internal CancellationToken Aborted => Http.RequestAborted;

    internal string At(string path) => Http.Request.PathBase + path;

    /// <summary>The address that signs in and comes back here.</summary>
    internal string SignInAddress => SignedIn.AddressFor(Http.Request);

    /// <summary>What a form to the path must bring back.</summary>
    internal string TokenFor(string path) => FormGuard.TokenFor(Http.Request, path);

    internal string? RouteValue(string name) => (string?)Http.Request.RouteValues[name];

    /// <summary>The query, by the rules of the API: a parameter that is unknown or wrong refuses the page.</summary>
    internal async Task<Result<TQuery>> QueryAsync<TQuery>()
        where TQuery : new()
    {
        var query = new TQuery();
        return await InputShape.Of(typeof(TQuery)).ReadQueryAsync(query, Http) is { } refusal ? refusal : query;
    }

    /// <summary>
    /// This address with some parameters of its query set to other values, or left out; always from the first page, and without word of what
    /// was done before.
    /// </summary>
    internal string With(params (string Name, string? Value)[] changes)
    {
        var kept = Http
            .Request.Query.Where(pair => pair.Key is not ("page" or DoneName) && changes.All(change => change.Name != pair.Key))
            .Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString()));
        var set = changes.Where(change => change.Value is not null).Select(change => KeyValuePair.Create(change.Name, change.Value));
        return At(Http.Request.Path) + Query.Of([.. kept, .. set]);
    }

    /// <summary>The address of a list that counts as the figures do: of published records of kind commitment, also for who sees more.</summary>
    internal string Counted(string path, params (string Name, string? Value)[] filters) =>
        At(path)
        + Query.Of([
            KeyValuePair.Create("kind", (string?)EnumCode.Of(CommitmentKind.Commitment)),
            .. Caller.KeepsTheTracker ? [KeyValuePair.Create("publication", (string?)EnumCode.Of(Publication.Published))] : Query.None,
            .. filters.Where(each => each.Value is not null).Select(each => KeyValuePair.Create(each.Name, each.Value)),
        ]);
}

/// <summary>The query of an address of ours: commas stay, which part the values of one parameter.</summary>
internal static class Query
{
    public static readonly KeyValuePair<string, string?>[] None = [];

    public static string Of(IEnumerable<KeyValuePair<string, string?>> parameters)
    {
        var text = string.Join(
            '&',
            parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value ?? "").Replace("%2C", ",", StringComparison.Ordinal)}")
        );
        return text.Length == 0 ? "" : "?" + text;
    }
}
