using System.Globalization;
using System.Text.Json.Nodes;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>Signing in through a provider that the test runs itself, without a script.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class SignInByProviderTests
{
    private const string Return = "/sign-in/return";

    private TestIssuer issuer = null!;
    private Stage stage = null!;
    private CapturedLog log = null!;

    private TestIssuerPages Provider => issuer.Pages;

    [SetUp]
    public async Task Start()
    {
        issuer = await TestIssuer.StartAsync();
        log = new CapturedLog();
        stage = null!;
    }

    [TearDown]
    public async Task Stop()
    {
        stage?.Dispose();
        log.Dispose();
        await issuer.DisposeAsync();
    }

    [Test]
    public async Task A_focal_point_signs_in_by_the_provider_and_lands_where_they_wanted_to_go()
    {
        await OpenAsync();
        var code = await stage.CommitmentAsync();
        using var visitor = new PageVisitor(stage.Service);
        using var led = await visitor.GetAsync($"/commitments/{code}/report");
        var page = await visitor.ReadAsync(led.Headers.Location!.ToString());
        var departure = WebPages.Links(page).Single(link => link.Text == "Sign in with 127.0.0.1").Address;
        using var back = await ComeBackAsync(visitor, departure);
        Assert.That((int)back.StatusCode, Is.EqualTo(303));
        Assert.That(back.Headers.Location?.ToString(), Is.EqualTo($"/commitments/{code}/report"), Told());
        Assert.That(back.Headers.CacheControl?.NoStore, Is.True);
        var form = await visitor.ReadAsync($"/commitments/{code}/report");
        Assert.That(form, Does.Contain("class=\"who\">Name of a focal_point<"));
        using var sent = await visitor.SubmitAsync(
            $"/commitments/{code}/report",
            form,
            ("status", "in_progress"),
            ("narrative", "By the provider")
        );
        Assert.That((int)sent.StatusCode, Is.EqualTo(303));
        Assert.That(Failures(), Is.Empty);
    }

    [TestCase("client_secret_basic")]
    [TestCase("client_secret_post")]
    [TestCase("client_secret_post", "client_secret_basic")]
    [TestCase]
    public async Task The_pages_prove_themselves_as_the_provider_asks(params string[] methods)
    {
        // Where it names none, it is the header.
        Provider.Methods = methods.Length == 0 ? ["private_key_jwt", "client_secret_basic"] : methods;
        await OpenAsync();
        await SignsInAsync();
    }

    [Test]
    public async Task A_public_client_needs_no_secret()
    {
        Provider.ClientSecret = null;
        await OpenAsync();
        await SignsInAsync();
    }

    [Test]
    public async Task A_wrong_secret_signs_nobody_in()
    {
        await OpenAsync();
        Provider.ClientSecret = "another secret";
        await FailsAsync("not_taken", "invalid_client");
    }

    [TestCase("opaque")]
    [TestCase("another audience")]
    [TestCase("too long")]
    public async Task Where_the_access_token_opens_nothing_here_the_id_token_is_the_session(string access)
    {
        Provider.AccessToken = claims =>
            access switch
            {
                "opaque" => "opaque",
                "too long" => issuer.Token(claims.With(("groups", new string('g', 4000)))),
                _ => issuer.Token(claims.With(("aud", "another-service"))),
            };
        Provider.IdToken = claims =>
            issuer.Token(claims.With(("aud", new JsonArray(TestIssuerPages.ClientId, TestIssuer.Audience)), ("roles", "secretariat")));
        await OpenAsync();
        await SignsInAsync();
    }

    /// <summary>It is looked at also where it does not become the session.</summary>
    [TestCase("nonce")]
    [TestCase("no nonce")]
    [TestCase("aud")]
    [TestCase("azp")]
    [TestCase("at_hash")]
    [TestCase("iss")]
    [TestCase("exp")]
    [TestCase("sub")]
    [TestCase("key")]
    [TestCase("none")]
    [TestCase("nothing")]
    [TestCase("no token")]
    public async Task An_id_token_that_is_not_right_signs_nobody_in(string wrong)
    {
        await OpenAsync();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Provider.IdToken = claims =>
            wrong switch
            {
                "nonce" => issuer.Token(claims.With(("nonce", ((string)claims["nonce"]!)[..^1] + "-"))),
                "no nonce" => issuer.Token(Without(claims, "nonce")),
                "aud" => issuer.Token(claims.With(("aud", TestIssuer.Audience))),
                "azp" => issuer.Token(claims.With(("azp", "another-client"))),
                "at_hash" => issuer.Token(claims.With(("at_hash", "of-another-access-token"))),
                "iss" => issuer.Token(claims.With(("iss", "https://issuer.example.org"))),
                "exp" => issuer.Token(claims.With(("exp", now - 60))),
                "sub" => issuer.Token(Without(claims, "sub")),
                "key" => issuer.Token(claims, IssuerKey.Rsa("rsa-1")),
                "none" => issuer.Token(claims, IssuerKey.None("rsa-1", "none")),
                "nothing" => "",
                _ => "no.id.token",
            };
        await FailsAsync("not_taken", "id token", "not of this attempt");
    }

    [Test]
    public async Task A_key_that_the_provider_has_changed_to_is_asked_for()
    {
        await OpenAsync();
        await SignsInAsync();
        issuer.Keys = [IssuerKey.Rsa("rsa-2")];
        // The provider is not asked again at once.
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        await SignsInAsync();
    }

    [TestCase("another")]
    [TestCase("none")]
    [TestCase("no cookie")]
    [TestCase("another browser")]
    public async Task A_return_that_the_browser_did_not_begin_signs_nobody_in(string wrong)
    {
        await OpenAsync();
        using var visitor = new PageVisitor(stage.Service);
        using var stranger = new PageVisitor(stage.Service);
        var back = (await AtProviderAsync(visitor, Departure("/work"))).PathAndQuery;
        using var theirs = await stranger.GetAsync(Departure("/work"));
        var address = wrong switch
        {
            "another" => back.Replace("state=", "state=x"),
            "none" => back.Replace("state=", "x="),
            _ => back,
        };
        using var answer = await (
            wrong is "another" or "none" ? visitor
            : wrong == "no cookie" ? new PageVisitor(stage.Service)
            : stranger
        ).GetAsync(address);
        AssertFailed(answer, "ended");
        Assert.That(visitor.Session, Is.Null);
        Assert.That(stranger.Session, Is.Null);
    }

    [Test]
    public async Task An_attempt_ends_with_its_return_and_its_code_is_taken_once()
    {
        await OpenAsync();
        using var visitor = new PageVisitor(stage.Service);
        var back = (await AtProviderAsync(visitor, Departure("/work"))).PathAndQuery;
        var cookie = Attempt(visitor);
        using (var first = await visitor.GetAsync(back))
        {
            Assert.That(first.Headers.Location?.ToString(), Is.EqualTo("/work"), Told());
        }

        Assert.That(visitor.Cookies.GetAllCookies().Select(each => each.Name), Is.EqualTo(["session"]), "the attempt is held no longer");
        using (var again = await visitor.GetAsync(back))
        {
            AssertFailed(again, "ended");
        }

        using var thief = new PageVisitor(stage.Service);
        thief.Cookies.Add(new Uri(thief.Origin), cookie);
        using var replayed = await thief.GetAsync(back);
        AssertFailed(replayed, "ended", "invalid_grant");
        Assert.That(thief.Session, Is.Null);
    }

    [TestCase(-9, true)]
    [TestCase(-11, false)]
    public async Task An_attempt_is_taken_for_ten_minutes_whatever_the_browser_keeps(int minutes, bool isTaken)
    {
        await OpenAsync();
        using var visitor = new PageVisitor(stage.Service);
        using var led = await visitor.GetAsync(Departure("/work"));
        var cookie = Attempt(visitor);
        var made = Uri.UnescapeDataString(cookie.Value).Split(' ')[1].Split('.')[0];
        var earlier = $"{long.Parse(made, CultureInfo.InvariantCulture) + TimeSpan.FromMinutes(minutes).Ticks}";
        cookie.Value = cookie.Value.Replace(made, earlier);
        var back = await TestIssuerPages.AnswerAsync(new Uri(led.Headers.Location!.ToString().Replace(made, earlier)));
        using var answer = await visitor.GetAsync(back.PathAndQuery);
        Assert.That(answer.Headers.Location?.ToString(), Does.StartWith(isTaken ? "/work" : "/sign-in?fault=not_taken"), Told());
    }

    [Test]
    public async Task What_fails_ends_the_attempt_too()
    {
        await OpenAsync();
        using var visitor = new PageVisitor(stage.Service);
        await AtProviderAsync(visitor, Departure("/work"));
        using var answer = await visitor.GetAsync($"{Return}?state=guessed&code=guessed");
        AssertFailed(answer, "ended");
        Assert.That(visitor.Cookies.Count, Is.Zero);
    }

    [Test]
    public async Task The_cookie_of_an_attempt_is_for_its_return_alone()
    {
        await OpenAsync("Http:PublicUrl=https://tracker.example.org/tracker");
        Provider.ReturnAddresses.Add("https://tracker.example.org/tracker/sign-in/return");
        using var visitor = new PageVisitor(stage.Service);
        using var led = await visitor.GetAsync(Departure("/work"));
        var parts = led.Headers.GetValues("Set-Cookie").Single().Split("; ");
        Assert.That(parts[0], Does.StartWith("sign-in="));
        Assert.That(parts[1..], Is.EquivalentTo(["max-age=600", "path=/tracker/sign-in/return", "secure", "samesite=lax", "httponly"]));
        Assert.That(
            (await TestIssuerPages.AnswerAsync(led.Headers.Location!)).ToString(),
            Does.StartWith("https://tracker.example.org/tracker/sign-in/return?")
        );
    }

    [Test]
    public async Task Who_turns_back_at_the_provider_is_told_so_and_reads_nothing_that_it_wrote()
    {
        await OpenAsync();
        using var visitor = new PageVisitor(stage.Service);
        var back = await AtProviderAsync(visitor, Departure("/work"), "no");
        using var answer = await visitor.GetAsync(back.PathAndQuery);
        AssertFailed(answer, "declined", "access_denied");
        var page = await visitor.ReadAsync(answer.Headers.Location!.ToString());
        Assert.That(WebPages.Text(page), Does.Contain("did not let you in, or you turned back there"));
        Assert.That(page, Does.Not.Contain("alert(1)").And.Contain("href=\"/sign-in/provider?to=%2Fwork\""));
    }

    [TestCase("%0Awarn: everything is fine")]
    [TestCase("%E2%80%AE")]
    public async Task What_the_provider_says_forges_no_line_of_the_log(string error)
    {
        await OpenAsync();
        using var visitor = new PageVisitor(stage.Service);
        using var led = await visitor.GetAsync(Departure("/work"));
        var state = led.Headers.Location!.Query.Split("state=")[1].Split('&')[0];
        using var answer = await visitor.GetAsync($"{Return}?state={state}&error={error}");
        AssertFailed(answer, "not_taken");
        var line = Failures().Single().Split(" | ")[0];
        Assert.That(line.Any(each => char.IsControl(each) || each == '\u202E'), Is.False, line);
    }

    [Test]
    public async Task A_provider_that_fails_is_told_of()
    {
        await OpenAsync();
        Provider.Instead = http =>
        {
            http.Response.StatusCode = 500;
            return http.Response.WriteAsync("<h1>Stack trace</h1>");
        };
        await FailsAsync("unreachable", "500");
    }

    [TestCase("{}", "not_taken")]
    [TestCase("[]", "not_taken")]
    [TestCase("no JSON", "not_taken")]
    [TestCase("""{"access_token":"a.b.c"}""", "not_taken")]
    [TestCase("""{"access_token":1,"id_token":{}}""", "not_taken")]
    public async Task An_answer_that_is_none_signs_nobody_in(string body, string fault)
    {
        await OpenAsync();
        Provider.Instead = http => http.Response.WriteAsync(body);
        await FailsAsync(fault);
    }

    [Test]
    public async Task A_provider_that_does_not_answer_is_waited_for_some_seconds()
    {
        await OpenAsync();
        Provider.Instead = http => Task.Delay(Timeout.Infinite, http.RequestAborted);
        var began = TimeProvider.System.GetTimestamp();
        await FailsAsync("unreachable", "does not answer");
        Assert.That(TimeProvider.System.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(15)));
    }

    [Test]
    public async Task While_the_provider_is_gone_keys_sign_in()
    {
        await OpenAsync();
        await issuer.DisposeAsync();
        using var visitor = new PageVisitor(stage.Service);
        using var answer = await visitor.GetAsync(Departure("/work"));
        AssertFailed(answer, "unreachable", "discovery");
        Assert.That(visitor.Cookies.Count, Is.Zero);
        using var byKey = await visitor.SubmitAsync(answer.Headers.Location!.ToString(), ("key", TestService.AdminKey));
        Assert.That(byKey.Headers.Location?.ToString(), Is.EqualTo("/work"));
    }

    [TestCase("owner", null)]
    [TestCase("focal_point", "QQ")]
    public async Task Whom_the_provider_gives_no_role_is_told_to_ask_for_one(string role, string? party)
    {
        await OpenAsync();
        Provider.Person = issuer.Claims(role, party);
        await FailsAsync("no_role");
    }

    [Test]
    public async Task A_token_longer_than_a_cookie_is_refused_with_what_to_do()
    {
        await OpenAsync();
        Provider.Person = issuer.Claims("reader").With(("groups", new string('g', 4000)));
        await FailsAsync("too_long", "more than 3800");
    }

    [Test]
    public async Task Who_asks_too_much_is_told_to_wait()
    {
        await OpenAsync("RateLimits:Enabled=true", "RateLimits:PerMinuteForCaller=50");
        using var caller = stage.Service.ClientWith(issuer.Token(issuer.Claims("focal_point", Some.MemberState)));
        for (var count = 0; count < 60; count++)
        {
            using var answer = await caller.SendAsync(HttpMethod.Get, "/me");
        }

        await FailsAsync("busy", "429");
    }

    [TestCase("https://elsewhere.example/")]
    [TestCase("//elsewhere.example/")]
    [TestCase("/\\elsewhere.example/")]
    public async Task Signing_in_leads_nowhere_else(string to)
    {
        await OpenAsync();
        using var visitor = new PageVisitor(stage.Service);
        using (var back = await ComeBackAsync(visitor, Departure(to)))
        {
            Assert.That(back.Headers.Location?.ToString(), Is.EqualTo("/work"), Told());
        }

        using var other = new PageVisitor(stage.Service);
        var address = (await AtProviderAsync(other, Departure("/work"))).PathAndQuery;
        var cookie = Attempt(other);
        cookie.Value = cookie.Value.Replace("%2Fwork", Uri.EscapeDataString(to));
        using var forged = await other.GetAsync(address);
        Assert.That(forged.Headers.Location?.ToString(), Is.EqualTo("/work"), Told());
    }

    [Test]
    public async Task An_address_too_long_for_the_cookie_is_left_out()
    {
        await OpenAsync();
        using var visitor = new PageVisitor(stage.Service);
        using var back = await ComeBackAsync(visitor, Departure($"/commitments?q={new string('q', 4000)}"));
        Assert.That(back.Headers.Location?.ToString(), Is.EqualTo("/work"), Told());
    }

    [Test]
    public async Task A_session_whose_token_has_ended_leads_to_signing_in_again()
    {
        await OpenAsync();
        // As long as the clocks may differ, it is taken still.
        Provider.Person = issuer.Claims("secretariat").With(("exp", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 28));
        using var visitor = new PageVisitor(stage.Service);
        using var back = await ComeBackAsync(visitor, Departure("/work"));
        Assert.That(back.Headers.Location?.ToString(), Is.EqualTo("/work"), Told());
        await Task.Delay(TimeSpan.FromSeconds(3));
        using var ended = await visitor.GetAsync("/work");
        Assert.That(ended.Headers.Location?.ToString(), Is.EqualTo("/sign-in?to=%2Fwork"));
        Assert.That(visitor.Session, Is.Null);
    }

    [Test]
    public async Task An_attempt_that_one_instance_began_ends_at_another()
    {
        const string Known = "http://tracker.example.org";
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-");
        try
        {
            string[] settings = [.. Provider.Settings, $"Http:PublicUrl={Known}", TestService.WithoutReferenceData];
            Provider.ReturnAddresses.Add(Known + Return);
            Provider.Person = issuer.Claims("secretariat");
            using var one = TestService.Start(folder.FullName, settings: settings);
            using var two = TestService.Start(folder.FullName, settings: settings);
            using var visitor = new PageVisitor(one);
            using var later = new PageVisitor(two);
            var address = await AtProviderAsync(visitor, Departure("/work"));
            later.Cookies.Add(visitor.Cookies.GetAllCookies());
            using var back = await later.GetAsync(address.PathAndQuery);
            Assert.That(back.Headers.Location?.ToString(), Is.EqualTo("/work"));
            Assert.That(await later.ReadAsync("/work"), Does.Contain("class=\"who\">Name of a secretariat<"));
        }
        finally
        {
            TestEngine.Forget(folder.FullName);
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Neither_code_nor_verifier_nor_token_is_in_the_log()
    {
        await OpenAsync();
        await SignsInAsync();
        Provider.Person = issuer.Claims("owner");
        await FailsAsync("no_role");
        Provider.IdToken = claims => issuer.Token(claims, IssuerKey.Rsa("rsa-1"));
        await FailsAsync("not_taken");
        Assert.That(Provider.Secrets, Has.Count.GreaterThanOrEqualTo(12));
        var written = string.Join('\n', log.Lines);
        // Of a token its last part, by which alone it opens anything.
        string[] secrets = [.. Provider.Secrets.Select(each => each.Split('.')[^1]), Uri.EscapeDataString(TestIssuerPages.Secret)];
        Assert.That(written, Does.Contain("/sign-in/return"));
        Assert.That(secrets.Append(TestIssuerPages.Secret).Where(written.Contains), Is.Empty);
    }

    [Test]
    public async Task The_page_names_the_provider_as_the_settings_do()
    {
        await OpenAsync("Authentication:Schemes:Oidc:DisplayName=ASEAN <ID>");
        var page = await stage.Public.PageAsync("/sign-in?fault=no_role");
        Assert.That(page, Does.Contain("ASEAN &lt;ID&gt;").And.Not.Contain("<ID>"));
        Assert.That(WebPages.Text(page), Does.Contain("ASEAN <ID> knows you, but gives you no role in this tracker"));
        Assert.That(WebPages.Text(await stage.Public.PageAsync("/sign-in?fault=unheard_of")), Does.Not.Contain("You were not signed in"));
        foreach (var fault in EnumCode.All<CommitmentTracker.Api.Access.SignInFault>())
        {
            var vietnamese = await stage.Public.PageAsync($"/sign-in?fault={fault}", ("Accept-Language", "vi"));
            Assert.That(WebPages.Text(vietnamese), Does.Contain("Bạn chưa được đăng nhập"), fault);
        }
    }

    [Test]
    public async Task Without_a_client_in_the_settings_there_is_no_button_and_nothing_behind_it()
    {
        using var service = TestService.Start(settings: [TestService.WithoutReferenceData, .. issuer.Settings]);
        var page = await service.Public.PageAsync("/sign-in?fault=no_role");
        Assert.That(page, Does.Not.Contain("/sign-in/provider").And.Not.Contain("role=\"alert\""));
        foreach (var address in new[] { "/sign-in/provider", Return })
        {
            using var answer = await service.Public.BrowseAsync(address);
            Assert.That((int)answer.StatusCode, Is.EqualTo(404));
        }
    }

    [Test]
    public async Task Where_reading_is_closed_the_way_in_is_open()
    {
        await OpenAsync("Access:PublicRead=false");
        await SignsInAsync();
    }

    private async Task OpenAsync(params string[] settings)
    {
        stage = await Stage.OnAsync(
            TestService.StartLogged(
                log,
                [
                    TestService.WithoutReferenceData,
                    "RateLimits:Enabled=false",
                    "Logs:SlowRequestMilliseconds=0",
                    .. Provider.Settings,
                    .. settings,
                ]
            )
        );
        Provider.ReturnAddresses.Add(stage.Service.Address.GetLeftPart(UriPartial.Authority) + Return);
    }

    private async Task SignsInAsync()
    {
        using var visitor = new PageVisitor(stage.Service);
        using var back = await ComeBackAsync(visitor, Departure("/work"));
        Assert.That(back.Headers.Location?.ToString(), Is.EqualTo("/work"), Told());
        Assert.That(await visitor.ReadAsync("/work"), Does.Contain("class=\"who\">Name of a "));
    }

    /// <summary>That all goes well at the provider, and nobody is signed in for this reason, which is told to them and once in the log.</summary>
    private async Task FailsAsync(string fault, params string[] anyOf)
    {
        var before = Failures().Count;
        using var visitor = new PageVisitor(stage.Service);
        using var back = await ComeBackAsync(visitor, Departure("/work"));
        AssertFailed(back, fault);
        Assert.That(visitor.Session, Is.Null);
        Assert.That(Failures(), Has.Count.EqualTo(before + 1));
        Assert.That(anyOf.Length == 0 || anyOf.Any(Failures()[^1].Contains), Is.True, Failures()[^1]);
        using var page = await visitor.GetAsync(back.Headers.Location!.ToString());
        Assert.That((int)page.StatusCode, Is.EqualTo(200));
        Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain("You were not signed in").And.Not.Contain("Stack trace"));
    }

    private void AssertFailed(HttpResponseMessage answer, string fault, params string[] told)
    {
        Assert.That((int)answer.StatusCode, Is.EqualTo(303));
        Assert.That(answer.Headers.Location?.ToString(), Does.StartWith($"/sign-in?fault={fault}"), Told());
        Assert.That(answer.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(told.Where(each => !Failures()[^1].Contains(each)), Is.Empty, Told());
    }

    private static string Departure(string to) => $"/sign-in/provider?to={Uri.EscapeDataString(to)}";

    private static async Task<HttpResponseMessage> ComeBackAsync(PageVisitor visitor, string departure) =>
        await visitor.GetAsync((await AtProviderAsync(visitor, departure)).PathAndQuery);

    /// <summary>Goes to the provider, does as said there, and returns the address that it leads back to.</summary>
    private static async Task<Uri> AtProviderAsync(PageVisitor visitor, string departure, string answer = "yes")
    {
        using var led = await visitor.GetAsync(departure);
        Assert.That((int)led.StatusCode, Is.EqualTo(303), await led.Content.ReadAsStringAsync());
        return await TestIssuerPages.AnswerAsync(led.Headers.Location!, answer);
    }

    private static System.Net.Cookie Attempt(PageVisitor visitor) => visitor.Cookies.GetAllCookies()["sign-in"]!;

    private IReadOnlyList<string> Failures() =>
        [.. log.Lines.Where(line => line.StartsWith("Warning ", StringComparison.Ordinal) && line.Contains("ProviderSignIn"))];

    private string Told() => string.Join('\n', Failures().Append($"{Provider.Refused}"));

    private static JsonObject Without(JsonObject claims, string name)
    {
        claims.Remove(name);
        return claims;
    }
}
