using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>The page of one's own work, with more to do than one page shows.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class WorkTests
{
    private const int Owed = 60;
    private const int Sent = 2 * Owed;

    private Stage stage = null!;
    private List<string> codes = [];
    private List<string> ids = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        stage = await Stage.StartAsync("RateLimits:Enabled=false");
        (codes, ids) = ([], []);
        for (var number = 0; number < Owed; number++)
        {
            var code = await stage.CommitmentAsync(
                Bodies.Commitment(stage.NewCode()).With(("deadline", Bodies.Deadline().With(("dueOn", "2026-01-31"))))
            );
            codes.Add(code);
            foreach (var asOf in new[] { "2026-10-01", "2026-11-01" })
            {
                ids.Add(await stage.SubmittedAsync(code, Bodies.Report(asOf: asOf)));
            }
        }
    }

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task A_reviewer_reaches_all_that_waits_page_by_page_the_oldest_first()
    {
        var pages = await WalkAsync(stage.Secretariat, "/work?done=verified");
        Assert.That(pages, Has.Count.EqualTo(3));
        Assert.That(pages.SelectMany(page => Ends(page, "/progress-updates/")), Is.EqualTo(ids));
        Assert.That(WebPages.Text(pages[2]), Does.Contain($"Waits for review {Sent}").And.Contain("Page 3 of 3"));
        // Told once, and not again on each page.
        Assert.That(WebPages.Text(pages[0]), Does.Contain("The report is verified"));
        Assert.That(WebPages.Text(pages[1]), Does.Not.Contain("The report is verified"));
    }

    [Test]
    public async Task A_focal_point_reaches_all_of_each_list()
    {
        var work = await stage.FocalPoint.PageAsync("/work");
        Assert.That(Reports(work), Is.EqualTo(codes.Take(20)));
        var late = await WalkAsync(stage.FocalPoint, Link(work, $"Show all {Owed} – Late"));
        Assert.That(late, Has.Count.EqualTo(2));
        Assert.That(late.SelectMany(Reports), Is.EqualTo(codes));
        Assert.That(WebPages.Text(late[0]), Does.Not.Contain("waits for review"));
        Assert.That(Link(late[1], "All of your lists"), Is.EqualTo("/work"));

        var sent = await WalkAsync(stage.FocalPoint, Link(work, $"Show all {Sent} – Sent, waits for review"));
        Assert.That(sent, Has.Count.EqualTo(3));
        Assert.That(
            sent.SelectMany(page => Ends(page, "/commitments/").Where(end => end.EndsWith("#updates", StringComparison.Ordinal))),
            Is.EqualTo(codes.SelectMany(code => new[] { $"{code}#updates", $"{code}#updates" }))
        );
    }

    [Test]
    public async Task A_focal_point_reaches_all_that_was_returned()
    {
        using var other = await Stage.StartAsync("RateLimits:Enabled=false");
        var returned = new List<string>();
        for (var number = 0; number < Owed; number++)
        {
            var code = await other.CommitmentAsync();
            await other.ReturnedAsync(code);
            returned.Add(code);
        }

        var work = await other.FocalPoint.PageAsync("/work");
        var pages = await WalkAsync(other.FocalPoint, Link(work, $"Show all {Owed} – Returned to you"));
        Assert.That(pages, Has.Count.EqualTo(2));
        Assert.That(pages.SelectMany(Reports), Is.EquivalentTo(returned));
    }

    [Test]
    public async Task A_list_that_there_is_not_is_refused()
    {
        using var answer = await stage.FocalPoint.BrowseAsync("/work?list=later");
        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
    }

    /// <summary>A page and those after it, as somebody comes to them who follows the links.</summary>
    private static async Task<List<string>> WalkAsync(HttpClient client, string first)
    {
        var pages = new List<string>();
        for (var address = first; address is not null; )
        {
            pages.Add(await client.PageAsync(address));
            address = WebPages.Links(pages[^1]).Where(link => link.Text == "Next").Select(link => link.Address).SingleOrDefault();
        }

        return pages;
    }

    private static string Link(string page, string text) => WebPages.Links(page).Single(link => Plain(link.Text) == text).Address;

    private static string Plain(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What is to be reported on, in order.</summary>
    private static IEnumerable<string> Reports(string page) =>
        Ends(page, "/commitments/").Where(end => end.EndsWith("/report", StringComparison.Ordinal)).Select(end => end.Split('/')[0]);

    private static IEnumerable<string> Ends(string page, string beginning) =>
        WebPages
            .Links(page)
            .Where(link => link.Address.StartsWith(beginning, StringComparison.Ordinal))
            .Select(link => link.Address[beginning.Length..]);
}
