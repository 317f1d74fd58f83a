using Microsoft.Playwright;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// Debian's Chromium, driven by Playwright, which downloads none of its own. The environment variable <c>CHROMIUM</c> names another. Where
/// there is none, the test is skipped and says so; in CI it fails.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Package = "chromium";

    private static readonly string[] Arguments =
    [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    private static string Program => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    public static async Task<Browser> StartAsync()
    {
        DebianTool.Require(Program, Package);
        var playwright = await Playwright.CreateAsync();
        var options = new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Arguments };
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(options));
    }

    /// <summary>A window of its own, with no cookies, at an address of the service.</summary>
    public async Task<BrowserWindow> OpenAsync(
        TestService service,
        int width = 1280,
        bool isDark = false,
        bool runsScripts = true,
        string language = "en"
    )
    {
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = service.Public.BaseAddress!.ToString(),
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
                JavaScriptEnabled = runsScripts,
                Locale = language,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        return new BrowserWindow(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}

/// <summary>A window, with all that it asked of any host and what it complained of.</summary>
internal sealed class BrowserWindow : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];
    private readonly List<Uri> requests = [];

    public BrowserWindow(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Request += (_, request) => requests.Add(new Uri(request.Url));
        page.PageError += (_, fault) => complaints.Add(fault);
        page.Console += (_, said) =>
        {
            // That an address answered with an error is what some tests are about.
            if (said.Type is "error" or "warning" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Add(said.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>What the scripts threw and what the browser refused, such as what the policy does not allow.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public IEnumerable<string> Hosts => requests.Where(each => each.Scheme is "http" or "https").Select(each => each.Authority).Distinct();

    public async Task SignInAsync(string key)
    {
        await Page.GotoAsync("/sign-in");
        await Page.GetByLabel("Key").Or(Page.GetByLabel("Khóa")).FillAsync(key);
        await Page.Locator("form.typed button").ClickAsync();
        await Page.WaitForURLAsync("**/work");
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
