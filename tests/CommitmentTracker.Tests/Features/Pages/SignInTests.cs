using System.Net;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>Signing in and out on the pages, and what keeps another site from acting for who is signed in.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class SignInTests
{
    private Stage stage = null!;
    private NewKey key = null!;

    [SetUp]
    public async Task Start()
    {
        stage = await Stage.StartAsync("RateLimits:Enabled=false");
        key = await stage.KeyAsync(Bodies.Key("secretariat").With(("name", "Somebody of the secretariat")));
    }

    [TearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task Who_signs_in_with_a_key_is_named_and_comes_back_to_where_they_were()
    {
        using var visitor = new PageVisitor(stage.Service);
        Assert.That(await visitor.ReadAsync("/commitments?sort=title"), Does.Contain("href=\"/sign-in?to=%2Fcommitments%3Fsort%3Dtitle\""));
        using var answer = await visitor.SubmitAsync("/sign-in?to=%2Fcommitments%3Fsort%3Dtitle", ("key", $"  {key.Secret}\r\n"));
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(303));
            Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo("/commitments?sort=title"));
            Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        });
        Assert.That(await visitor.ReadAsync("/"), Does.Contain("class=\"who\">Somebody of the secretariat<"));
    }

    [TestCase("https://elsewhere.example/")]
    [TestCase("//elsewhere.example/")]
    [TestCase("/\\elsewhere.example/")]
    public async Task Signing_in_leads_nowhere_else(string to)
    {
        using var visitor = new PageVisitor(stage.Service);
        using var answer = await visitor.SubmitAsync($"/sign-in?to={Uri.EscapeDataString(to)}", ("key", key.Secret));
        Assert.That(answer.Headers.Location?.ToString(), Does.StartWith("/").And.Not.Contain("elsewhere"));
        using var forged = await visitor.SubmitAsync("/sign-in", ("key", key.Secret), ("to", to));
        Assert.That(forged.Headers.Location?.ToString(), Does.StartWith("/").And.Not.Contain("elsewhere"));
    }

    [TestCase(null, false)]
    [TestCase("https://tracker.example.org", true)]
    public async Task The_cookie_is_for_our_pages_alone(string? publicUrl, bool isSecure)
    {
        using var service = publicUrl is null ? TestService.Start() : TestService.Start(settings: $"Http:PublicUrl={publicUrl}");
        using var visitor = new PageVisitor(service);
        using var answer = await visitor.PostAsync("/sign-in", visitor.Origin, ("key", TestService.AdminKey));
        var parts = answer.Headers.GetValues("Set-Cookie").Single().Split("; ");
        string[] expected = ["path=/", "samesite=lax", "httponly"];
        Assert.That(parts[0], Is.EqualTo($"session={TestService.AdminKey}"));
        Assert.That(parts[1..], Is.EquivalentTo(isSecure ? expected.Append("secure") : expected));
    }

    [TestCase("")]
    [TestCase("no key of anybody")]
    [TestCase("khóa\u0007")]
    public async Task A_key_that_is_not_known_signs_nobody_in(string wrong)
    {
        using var visitor = new PageVisitor(stage.Service);
        using var answer = await visitor.SubmitAsync("/sign-in", ("key", wrong));
        Assert.That((int)answer.StatusCode, Is.EqualTo(401));
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
        Assert.That(WebPages.Text(await answer.Content.ReadAsStringAsync()), Does.Contain("not known, has expired or was revoked"));
    }

    [Test]
    public async Task A_key_far_too_long_signs_nobody_in()
    {
        using var visitor = new PageVisitor(stage.Service);
        using var answer = await visitor.SubmitAsync("/sign-in", ("key", new string('k', 100_000)));
        Assert.That((int)answer.StatusCode, Is.EqualTo(401));
    }

    [Test]
    public async Task A_revoked_key_is_signed_out_at_its_next_request_and_reads_on()
    {
        using var visitor = await PageVisitor.SignedInAsync(stage.Service, key.Secret);
        var draft = await stage.CommitmentAsync("draft");
        Assert.That(await visitor.ReadAsync("/commitments"), Does.Contain(draft));
        using var revoked = await stage.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{key.Id}/revoke");
        Assert.That((int)revoked.StatusCode, Is.EqualTo(200));
        using var answer = await visitor.GetAsync("/commitments");
        Assert.Multiple(async () =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("/sign-in").And.Not.Contain(draft));
            Assert.That(answer.Headers.CacheControl?.Private, Is.True);
            Assert.That(visitor.Session, Is.Null);
        });
    }

    [Test]
    public async Task Who_signs_out_is_the_public_again()
    {
        using var visitor = await PageVisitor.SignedInAsync(stage.Service, key.Secret);
        var page = await visitor.ReadAsync("/");
        using var unproven = await visitor.PostAsync("/sign-out", visitor.Origin);
        Assert.That((int)unproven.StatusCode, Is.EqualTo(403));
        Assert.That(visitor.Session, Is.Not.Null);
        using var answer = await visitor.PostAsync("/sign-out", visitor.Origin, ("form-token", Token(page)));
        Assert.That((int)answer.StatusCode, Is.EqualTo(303));
        Assert.That(visitor.Session, Is.Null);
        Assert.That(await visitor.ReadAsync("/"), Does.Contain("/sign-in").And.Not.Contain("class=\"who\""));
    }

    [Test]
    public async Task The_api_knows_of_no_cookie()
    {
        using var visitor = await PageVisitor.SignedInAsync(stage.Service, key.Secret);
        var draft = await stage.CommitmentAsync("draft");
        using var read = await visitor.GetAsync($"/api/v1/commitments/{draft}");
        Assert.That((int)read.StatusCode, Is.EqualTo(404));
        using var keys = await visitor.GetAsync("/api/v1/api-keys");
        Assert.That((int)keys.StatusCode, Is.EqualTo(401));
        using var write = await visitor.PostAsync("/api/v1/commitments", visitor.Origin, ("code", "X"));
        Assert.That((int)write.StatusCode, Is.EqualTo(401).Or.EqualTo(415));
    }

    /// <summary>A site that signs somebody in with a key of its own would have them report under it.</summary>
    [TestCase(null, null)]
    [TestCase("null", null)]
    [TestCase("https://elsewhere.example", null)]
    [TestCase(null, "cross-site")]
    [TestCase(null, "same-site")]
    public async Task No_other_site_signs_anybody_in_or_out(string? origin, string? site)
    {
        using var visitor = await PageVisitor.SignedInAsync(stage.Service, key.Secret);
        var token = Token(await visitor.ReadAsync("/"));
        foreach (var (path, name, value) in new[] { ("/sign-in", "key", TestService.AdminKey), ("/sign-out", "form-token", token) })
        {
            using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(stage.Service.Address, path))
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create(name, value)]),
            };
            request.Headers.Add("Cookie", $"session={key.Secret}");
            Add(request, "Origin", origin);
            Add(request, "Sec-Fetch-Site", site);
            using var answer = await client.SendAsync(request);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), path);
            Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False, path);
        }
    }

    [Test]
    public async Task The_key_stands_on_no_page_and_in_no_address()
    {
        using var visitor = await PageVisitor.SignedInAsync(stage.Service, key.Secret);
        foreach (var address in WebPages.All.Append("/sign-in"))
        {
            Assert.That(await visitor.ReadAsync(address), Does.Not.Contain(key.Secret), address);
        }
    }

    private static string Token(string page) => WebPages.TokenOf(page, "/sign-out");

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.Add(name, value);
        }
    }
}
