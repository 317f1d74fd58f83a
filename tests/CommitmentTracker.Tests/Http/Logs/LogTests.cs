using System.Text;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Logs;

/// <summary>What the log tells, and what it never holds: at its finest level, with all that the framework writes into it.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class LogTests
{
    private const string Word = "zqxjkvmarker";

    private TestIssuer issuer = null!;
    private CapturedLog log = null!;
    private Stage stage = null!;

    [SetUp]
    public async Task Start()
    {
        issuer = await TestIssuer.StartAsync();
        log = new CapturedLog();
        stage = await Stage.OnAsync(
            TestService.StartLogged(log, ["ReferenceData:Load=false", "Logs:SlowRequestMilliseconds=0", .. issuer.Settings])
        );
    }

    [TearDown]
    public async Task Stop()
    {
        stage.Dispose();
        log.Dispose();
        await issuer.DisposeAsync();
    }

    [Test]
    public async Task Secrets_and_bodies_are_in_no_line()
    {
        var key = await stage.KeyAsync(Bodies.Key("secretariat").With(("name", Word)));
        using var holder = stage.Service.ClientWith(key.Secret);
        var code = await stage.CommitmentAsync(Bodies.Commitment(stage.NewCode()).With(("title", Word), ("description", Word)));
        await stage.SubmittedAsync(code, Bodies.Report().With(("narrative", Word), ("challenges", Word)));
        await stage.ReturnedAsync(code, Bodies.Report().With(("nextStep", Word)), reason: Word);
        await stage.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{key.Id}/revoke");
        Assert.That((int)(await holder.SendAsync(HttpMethod.Get, "/commitments")).StatusCode, Is.EqualTo(401));

        var calendar = (string)
            (await Stage.CreateAsync(stage.Secretariat, "/calendar-feeds", Bodies.Feed().With(("name", Word))))["address"]!;
        foreach (var address in new[] { calendar, calendar + "x", calendar + "&unknown=1" })
        {
            await stage.Public.GetAsync(new Uri(address));
        }

        var token = issuer.Token(issuer.Claims("secretariat").With(("name", Word), ("email", Word)));
        using var person = stage.Service.ClientWith(token);
        Assert.That((int)(await person.SendAsync(HttpMethod.Get, "/commitments")).StatusCode, Is.EqualTo(200));
        var foreign = issuer.Token(issuer.Claims("admin").With(("name", Word), ("aud", Word)), IssuerKey.Rsa("rsa-9"));
        string[] wrong = [foreign, issuer.Token(issuer.Claims(Word).With(("sub", Word))), $"ct_{Word}", $"{Word}.{Word}.{Word}"];
        foreach (var credential in wrong)
        {
            using var stranger = stage.Service.ClientWith(credential);
            Assert.That((int)(await stranger.SendAsync(HttpMethod.Get, "/commitments")).StatusCode, Is.EqualTo(401));
        }

        foreach (var body in FaultyBodies())
        {
            await SendAsync(HttpMethod.Post, "/commitments", body);
            await SendAsync(HttpMethod.Patch, $"/commitments/{code}", body);
            await SendAsync(HttpMethod.Post, $"/commitments/{code}/progress-updates", body);
            await SendAsync(HttpMethod.Post, "/api-keys", body);
        }

        string[] secrets =
        [
            key.Secret,
            calendar.Split("feed=")[1],
            TestService.AdminKey,
            token,
            foreign,
            .. token.Split('.')[1..],
            .. foreign.Split('.')[1..],
            Word,
        ];
        Assert.That(log.Lines, Has.Some.Contains("Trace"), "nothing was caught at the finest level");
        foreach (var secret in secrets)
        {
            Assert.That(log.Lines.Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty);
        }
    }

    [TestCase("ct_guess")]
    [TestCase("a.b.c")]
    public async Task Every_refused_login_is_in_the_log(string credential)
    {
        using var stranger = stage.Service.ClientWith(credential);
        await stranger.SendAsync(HttpMethod.Get, "/commitments/AB-1");
        Assert.That(
            log.Lines,
            Has.One.StartsWith("Warning CommitmentTracker.Api.Access.RefusedLogins: Refused a login from ")
                .And.Contains("GET /api/v1/commitments/AB-1 ")
                .And.Contains("127.0.0.1")
        );
    }

    [Test]
    public async Task Every_change_of_a_key_is_in_the_log()
    {
        var key = await stage.KeyAsync(Bodies.Key("reader"));
        Assert.That(log.Lines, Has.One.StartsWith("Information ").And.Contains($"Key {key.Id} with role Reader was created by key:"));
        await stage.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{key.Id}/revoke");
        Assert.That(log.Lines, Has.One.StartsWith("Information ").And.Contains($"Key {key.Id} was revoked by key:"));
    }

    [Test]
    public void The_first_key_is_in_the_log_as_well()
    {
        using var lines = new CapturedLog();
        using var service = TestService.StartLogged(
            lines,
            TestService.WithoutReferenceData,
            "Access:BootstrapKey=another-first-key-0123456789-0123456789"
        );
        Assert.That(lines.Lines, Has.One.StartsWith("Information ").And.Contains(" with role Admin was created by the settings"));
        Assert.That(lines.Lines, Has.None.Contains("another-first-key"));
    }

    /// <summary>What a stranger puts into an address stays in its own line, and turns no text round.</summary>
    [TestCase("%0Awarn: everything is fine")]
    [TestCase("%0D%0A")]
    [TestCase("%E2%80%A8")]
    [TestCase("%E2%80%AE")]
    [TestCase("%1B%5B2J")]
    public async Task No_line_can_be_forged(string part)
    {
        using var stranger = stage.Service.ClientWith("ct_guess");
        await stranger.GetAsync(new Uri($"/api/v1/commitments/{part}", UriKind.Relative));
        var line = log.Lines.Single(each => each.Contains("RefusedLogins"));
        Assert.That(line.Any(character => char.IsControl(character) || character is '\u2028' or '\u202E'), Is.False, line);
    }

    private static IEnumerable<string> FaultyBodies() =>
        [
            $$"""{"{{Word}}":"{{Word}}"}""",
            $$"""{"title":"{{Word}}","kind":"{{Word}}","role":"{{Word}}","status":"{{Word}}"}""",
            $$"""{"title":{"{{Word}}":1},"name":["{{Word}}"],"party":"{{Word}}\u0000"}""",
            $"{Word}",
            $"\"{Word}",
            $$"""{"expiresOn":"{{Word}}","asOf":"{{Word}}","name":"{{Word}}","name":"{{Word}}"}""",
        ];

    private async Task SendAsync(HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, ApiExtensions.Root + path);
        request.Content = new StringContent(
            body,
            Encoding.UTF8,
            method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json"
        );
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var answer = await stage.Admin.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.InRange(400, 499), await answer.Content.ReadAsStringAsync());
    }
}
