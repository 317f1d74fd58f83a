using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Access;

/// <summary>With public reading switched off, nothing but the state of health is answered without a key.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class ClosedReadingTests
{
    private static readonly string[] Pages = ["/openapi.yaml", "/openapi.json", "/swagger/index.html", "/swagger/swagger-ui.css"];
    private static readonly string[] Health = ["/health/live", "/health/ready"];

    private Stage stage = null!;
    private string code = null!;
    private string update = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        stage = await Stage.StartAsync("Access:PublicRead=false", "RateLimits:Enabled=false");
        code = await stage.CommitmentAsync();
        update = await stage.VerifiedAsync(code);
        await stage.MilestoneAsync(code);
        await stage.MilestoneAsync(code);
    }

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task Every_read_needs_a_key()
    {
        foreach (var address in await AddressesAsync())
        {
            foreach (var tag in new[] { null, "*" })
            {
                var reply = await Reply.OfAsync(stage.Public, address, tag);
                Assert.That(reply.Status, Is.EqualTo(401), $"{address}: {reply}");
                Assert.That(reply.Headers, Does.Contain("WWW-Authenticate: Bearer").And.Contain("application/problem+json"), address);
            }
        }
    }

    [Test]
    public async Task No_answer_tells_what_there_is()
    {
        var there = await Reply.OfAsync(stage.Public, $"/api/v1/commitments/{code}");
        var missing = await Reply.OfAsync(stage.Public, $"/api/v1/commitments/{stage.NewCode()}");
        Assert.That(there, Is.EqualTo(missing));
    }

    [TestCaseSource(nameof(Health))]
    public async Task Health_is_told_to_everybody(string address) =>
        Assert.That((await Reply.OfAsync(stage.Public, address)).Status, Is.EqualTo(200));

    [Test]
    public async Task A_reader_can_read()
    {
        foreach (
            var address in (await AddressesAsync()).Where(address =>
                !address.Contains("/api-keys") && !address.Contains("/calendar-feeds") && !address.Contains("since=3")
            )
        )
        {
            var reply = await Reply.OfAsync(stage.Reader, address);
            Assert.That(reply.Status, Is.EqualTo(200), $"{address}: {reply}");
        }
    }

    [Test]
    public async Task What_a_key_opened_is_for_no_shared_cache()
    {
        foreach (var address in (await AddressesAsync()).Where(address => !address.StartsWith("/swagger", StringComparison.Ordinal)))
        {
            var headers = (await Reply.OfAsync(stage.Reader, address)).Headers;
            Assert.That(
                headers,
                Does.Not.Match("Cache-Control: [^\n]*public").And.Match("Cache-Control: (private, no-cache|no-store)"),
                address
            );
        }
    }

    private async Task<IEnumerable<string>> AddressesAsync()
    {
        var values = new AddressValues
        {
            Commitments = [code],
            ProgressUpdates = [update],
            Keys = ["019bc5a4-7c00-7000-8000-000000000002"],
            Word = "word",
        };
        // The page on which one signs in is the way to everything else, and shows nothing of it.
        return new PublicAddresses(await Contract.OperationsAsync(stage.Admin), values)
            .All.Concat(Pages)
            .Except(["/sign-in", "/sign-in?fault=no_role"]);
    }
}
