using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Access;

/// <summary>Tokens of an OpenID Connect provider beside the keys, from a provider that the test runs itself.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class OidcTests
{
    private static readonly Dictionary<string, Func<TestIssuer, string>> WrongTokens = new(StringComparer.Ordinal)
    {
        ["alg none"] = issuer => issuer.Token(issuer.Claims("admin"), IssuerKey.None("rsa-1", "none")),
        ["alg None"] = issuer => issuer.Token(issuer.Claims("admin"), IssuerKey.None("rsa-1", "None")),
        ["alg NONE"] = issuer => issuer.Token(issuer.Claims("admin"), IssuerKey.None("rsa-1", "NONE")),
        ["alg missing"] = issuer => issuer.Keys[0].Sign(issuer.Claims("admin"), ("alg", null)),
        ["no signature"] = issuer =>
            issuer.Token(issuer.Claims("admin")).TrimEnd([.. "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"]),
        ["another key of the same name"] = issuer => issuer.Token(issuer.Claims("admin"), IssuerKey.Rsa("rsa-1")),
        ["another key of another name"] = issuer => issuer.Token(issuer.Claims("admin"), IssuerKey.Rsa("rsa-9")),
        ["another elliptic key"] = issuer => issuer.Token(issuer.Claims("admin"), IssuerKey.Ec("ec-1")),
        ["a key that the token brings along"] = issuer =>
        {
            var own = IssuerKey.Rsa("rsa-9");
            return own.Sign(issuer.Claims("admin"), ("jwk", own.Public()));
        },
        ["a key of an address in the token"] = issuer =>
            IssuerKey.Rsa("rsa-9").Sign(issuer.Claims("admin"), ("jku", $"{issuer.Address}/keys"), ("x5u", $"{issuer.Address}/keys")),
        ["the name of the other key"] = issuer => issuer.Keys[0].Sign(issuer.Claims("admin"), ("kid", "ec-1")),
        ["HS256 with an empty secret"] = issuer => issuer.Token(issuer.Claims("admin"), IssuerKey.Shared("rsa-1", [])),
        ["HS256 with the public modulus"] = issuer => Shared(issuer, 0),
        ["HS256 with the public key in DER"] = issuer => Shared(issuer, 1),
        ["HS256 with the public key in PEM"] = issuer => Shared(issuer, 2),
        ["HS256 with the public key in PEM and a line break"] = issuer => Shared(issuer, 3),
        ["HS256 with the public modulus in base64"] = issuer => Shared(issuer, 4),
        ["the wrong audience"] = issuer => Changed(issuer, ("aud", "another-service")),
        ["several wrong audiences"] = issuer => Changed(issuer, ("aud", new JsonArray("one", "two"))),
        ["no audience"] = issuer => Changed(issuer, ("aud", null)),
        ["the wrong issuer"] = issuer => Changed(issuer, ("iss", "https://issuer.example.org")),
        ["the issuer with a slash more"] = issuer => Changed(issuer, ("iss", issuer.Address + "/")),
        ["no issuer"] = issuer => Changed(issuer, ("iss", null)),
        ["expired"] = issuer => Changed(issuer, ("exp", Now - 40)),
        ["no expiry"] = issuer => Without(issuer, "exp"),
        ["not yet valid"] = issuer => Changed(issuer, ("nbf", Now + 60)),
        ["no role"] = issuer => Without(issuer, "roles"),
        ["a role that there is not"] = issuer => Changed(issuer, ("roles", "owner")),
        ["a role in capitals"] = issuer => Changed(issuer, ("roles", "ADMIN")),
        ["a role among the words of another"] = issuer => Changed(issuer, ("roles", "admin reader")),
        ["a focal point without a party"] = issuer => issuer.Token(issuer.Claims("focal_point")),
        ["a focal point of an empty party"] = issuer => issuer.Token(issuer.Claims("focal_point", "")),
        ["a focal point of a party that there is not"] = issuer => issuer.Token(issuer.Claims("focal_point", "QQ")),
        ["a focal point of two parties"] = issuer =>
            issuer.Token(issuer.Claims("focal_point").With(("party", new JsonArray(Some.MemberState, Stage.OtherMemberState)))),
        ["no subject"] = issuer => Without(issuer, "sub"),
        ["another role put in"] = issuer =>
        {
            var (good, better) = (issuer.Token(issuer.Claims("reader")).Split('.'), issuer.Token(issuer.Claims("admin")).Split('.'));
            return $"{good[0]}.{better[1]}.{good[2]}";
        },
        ["a claim twice"] = issuer =>
        {
            var claims = issuer.Claims("reader").ToJsonString().Replace("\"reader\"", "\"reader\",\"aud\":\"another-service\"");
            return issuer.Keys[0].Sign(JsonNode.Parse("{}")!.AsObject()).Split('.')[0]
                + "."
                + System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims))
                + ".AAAA";
        },
        ["nothing"] = _ => "..",
        ["no JSON"] = _ => "a.b.c",
        ["a list instead of an object"] = _ => "W10.W10.W10",
        ["no base64"] = _ => "!.!.!",
        ["very long"] = issuer => Changed(issuer, ("aud", new string('a', 8000))),
    };

    private TestIssuer issuer = null!;
    private Stage stage = null!;

    public static IEnumerable<string> Wrong => WrongTokens.Keys;

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    [OneTimeSetUp]
    public async Task Start()
    {
        issuer = await TestIssuer.StartAsync();
        stage = await Stage.StartAsync(issuer.Settings);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        stage.Dispose();
        await issuer.DisposeAsync();
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task A_token_that_is_not_right_is_refused(string wrong)
    {
        using var client = stage.Service.ClientWith(WrongTokens[wrong](issuer));
        foreach (var path in new[] { "/commitments", "/api-keys" })
        {
            using var answer = await client.SendAsync(HttpMethod.Get, path);
            await answer.ProblemAsync(401, "unauthenticated");
            Assert.That(answer.Headers.WwwAuthenticate.Single().Scheme, Is.EqualTo("Bearer"));
        }
    }

    [TestCase("reader", "reader", null)]
    [TestCase("secretariat", "secretariat", null)]
    [TestCase("admin", "admin", null)]
    [TestCase("own", "focal_point", Some.MemberState)]
    [TestCase("other", "focal_point", Stage.OtherMemberState)]
    public async Task A_token_lets_its_holder_do_what_a_key_of_that_role_does(string column, string role, string? party)
    {
        using var client = stage.Service.ClientWith(issuer.Token(issuer.Claims(role, party)));
        foreach (var row in RightsTable.Rows)
        {
            using var request = await RightsRequests.MakeAsync(row, stage);
            using var answer = await client.SendAsync(request);
            Assert.That((int)answer.StatusCode, Is.EqualTo(row.Answers[column]), $"{row}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Test]
    public async Task Every_kind_of_key_that_the_provider_makes_known_is_taken()
    {
        foreach (var key in issuer.Keys)
        {
            Assert.That(await StatusAsync(issuer.Token(issuer.Claims("admin"), key)), Is.EqualTo(200), key.Algorithm);
        }
    }

    [Test]
    public async Task The_clocks_may_differ_by_seconds()
    {
        Assert.That(await StatusAsync(Changed(issuer, ("exp", Now - 10))), Is.EqualTo(200));
        Assert.That(await StatusAsync(Changed(issuer, ("nbf", Now + 10))), Is.EqualTo(200));
    }

    [Test]
    public async Task One_of_several_audiences_and_the_strongest_of_several_roles_count()
    {
        Assert.That(await StatusAsync(Changed(issuer, ("aud", new JsonArray("another-service", TestIssuer.Audience)))), Is.EqualTo(200));
        Assert.That(await StatusAsync(Changed(issuer, ("roles", new JsonArray("owner", "reader", "admin")))), Is.EqualTo(200));
        Assert.That(await StatusAsync(Changed(issuer, ("roles", new JsonArray("owner", "reader")))), Is.EqualTo(403));
    }

    [Test]
    public async Task The_journal_keeps_the_name_in_the_token()
    {
        using var client = stage.Service.ClientWith(issuer.Token(issuer.Claims("secretariat")));
        var code = stage.NewCode();
        await Stage.CreateAsync(client, "/commitments", Bodies.Commitment(code));
        var history = await stage.Admin.GetJsonAsync($"/commitments/{code}/history");
        Assert.That((string?)history["items"]![0]!["actor"], Is.EqualTo("Name of a secretariat"));
        Assert.That((await stage.Public.GetJsonAsync($"/commitments/{code}/history")).ToJsonString(), Does.Not.Contain("Name of a"));
    }

    [Test]
    public async Task A_token_says_who_its_holder_is()
    {
        using var client = stage.Service.ClientWith(issuer.Token(issuer.Claims("focal_point", Some.MemberState)));
        var me = await client.GetJsonAsync("/me");
        Assert.That($"{me["role"]} {me["party"]} {me["expiresOn"]}", Is.EqualTo($"focal_point {Some.MemberState} "));
        Assert.That((string?)me["name"], Does.StartWith("Name of a focal_point"));
    }

    [Test]
    public async Task Keys_work_beside_tokens()
    {
        Assert.That(await StatusAsync(TestService.AdminKey), Is.EqualTo(200));
        Assert.That(await StatusAsync("ct_7mZq0T3k9vQy2Xw5Lr8Nf1Hc4Jb6Pd0Sg3Ua7Ei9Ko"), Is.EqualTo(401));
        Assert.That((int)(await stage.Public.SendAsync(HttpMethod.Get, "/api-keys")).StatusCode, Is.EqualTo(401));
    }

    [Test]
    public async Task The_claims_are_the_ones_in_the_settings()
    {
        using var other = await Stage.StartAsync([
            .. issuer.Settings,
            "Authentication:Schemes:Oidc:RoleClaim=https://example.org/groups",
            "Authentication:Schemes:Oidc:PartyClaim=country",
            "Authentication:Schemes:Oidc:NameClaim=preferred_username",
        ]);
        var claims = issuer
            .Claims("nothing")
            .With(
                ("https://example.org/groups", new JsonArray("everybody", "focal_point")),
                ("country", Some.MemberState),
                ("preferred_username", "a.name")
            );
        using var client = other.Service.ClientWith(issuer.Token(claims));
        var code = await other.CommitmentAsync();
        var update = await Stage.CreateAsync(client, $"/commitments/{code}/progress-updates", Bodies.Report());
        var seen = await other.Admin.GetJsonAsync($"/commitments/{code}/progress-updates/{(string)update["id"]!}");
        Assert.That((string?)seen["recordedBy"], Is.EqualTo("a.name"));
        using var usual = other.Service.ClientWith(issuer.Token(issuer.Claims("admin")));
        await (await usual.SendAsync(HttpMethod.Get, "/api-keys")).ProblemAsync(401, "unauthenticated");
    }

    [Test]
    public async Task Roles_are_found_where_the_provider_puts_them_and_by_the_names_that_it_has_for_them()
    {
        using var other = await Stage.StartAsync([
            .. issuer.Settings,
            "Authentication:Schemes:Oidc:RoleClaim=realm_access.roles",
            "Authentication:Schemes:Oidc:RoleNames=tracker-focal=focal_point, cn=Tracker Desk=secretariat,/tracker/admins=admin",
            "Authentication:Schemes:Oidc:PartyClaim=https://example.org/org.country",
            "Authentication:Schemes:Oidc:NameClaim=preferred_username",
        ]);
        Assert.That(await StatusAsync(other.Service, Token("offline_access", "/tracker/admins")), Is.EqualTo(200));
        Assert.That(await StatusAsync(other.Service, Token("cn=Tracker Desk")), Is.EqualTo(403));
        Assert.That(await StatusAsync(other.Service, Token("Cn=Tracker Desk")), Is.EqualTo(401), "names are told by case");
        Assert.That(await StatusAsync(other.Service, Token("admin")), Is.EqualTo(401), "the provider's own admin is nobody here");
        Assert.That(await StatusAsync(other.Service, issuer.Token(issuer.Claims("admin"))), Is.EqualTo(401));
        using var focal = other.Service.ClientWith(Token("tracker-focal"));
        var code = await other.CommitmentAsync();
        var update = await Stage.CreateAsync(focal, $"/commitments/{code}/progress-updates", Bodies.Report());
        Assert.That((string?)update["review"], Is.EqualTo("submitted"));

        string Token(params string[] roles) =>
            issuer.Token(
                issuer
                    .Claims("nothing")
                    .With(
                        ("realm_access", new JsonObject { ["roles"] = new JsonArray([.. roles.Select(role => JsonValue.Create(role))]) }),
                        ("https://example.org/org", new JsonObject { ["country"] = Some.MemberState }),
                        ("preferred_username", "a.name")
                    )
            );
    }

    [Test]
    public async Task The_frameworks_own_settings_hold()
    {
        using var service = TestService.Start(
            settings:
            [
                "ReferenceData:Load=false",
                .. issuer.Settings,
                "Authentication:Schemes:Oidc:ValidIssuers:0=https://issuer.example.org",
                "Authentication:Schemes:Oidc:ValidAudiences:0=another-service",
            ]
        );
        Assert.That(await StatusAsync(service, issuer.Token(issuer.Claims("admin"))), Is.EqualTo(200));
        Assert.That(await StatusAsync(service, Changed(issuer, ("iss", "https://issuer.example.org"))), Is.EqualTo(200));
        Assert.That(await StatusAsync(service, Changed(issuer, ("aud", "another-service"))), Is.EqualTo(200));
        Assert.That(await StatusAsync(service, Changed(issuer, ("iss", "https://third.example.org"))), Is.EqualTo(401));
        Assert.That(await StatusAsync(service, Changed(issuer, ("aud", "a-third-service"))), Is.EqualTo(401));
    }

    [Test]
    public async Task A_change_of_keys_at_the_provider_is_followed()
    {
        await using var changing = await TestIssuer.StartAsync();
        using var service = TestService.Start(settings: ["ReferenceData:Load=false", .. changing.Settings]);
        var before = changing.Keys[0];
        Assert.That(await StatusAsync(service, changing.Token(changing.Claims("admin"), before)), Is.EqualTo(200));

        var after = IssuerKey.Rsa("rsa-2");
        changing.Keys = [after];
        Assert.That(await StatusAsync(service, changing.Token(changing.Claims("admin"), after)), Is.EqualTo(200));
        // What the provider no longer makes known may have been stolen.
        await EventuallyAsync(() => StatusAsync(service, changing.Token(changing.Claims("admin"), before)), 401);
    }

    [Test]
    public async Task Tokens_of_unknown_keys_do_not_make_the_service_ask_the_provider_each_time()
    {
        await using var calm = await TestIssuer.StartAsync();
        using var service = TestService.Start(
            settings: ["ReferenceData:Load=false", .. calm.Settings, "Authentication:Schemes:Oidc:RefreshSeconds=60"]
        );
        Assert.That(await StatusAsync(service, calm.Token(calm.Claims("admin"))), Is.EqualTo(200));
        for (var count = 0; count < 30; count++)
        {
            Assert.That(await StatusAsync(service, calm.Token(calm.Claims("admin"), IssuerKey.Ec($"unknown-{count}"))), Is.EqualTo(401));
        }

        Assert.That(calm.Asked, Is.LessThanOrEqualTo(3));
    }

    [Test]
    public async Task While_the_provider_cannot_be_asked_its_tokens_open_nothing_and_keys_do()
    {
        var gone = await TestIssuer.StartAsync();
        var token = gone.Token(gone.Claims("admin"));
        using var service = TestService.Start(settings: ["ReferenceData:Load=false", .. gone.Settings]);
        await gone.DisposeAsync();
        Assert.That(await StatusAsync(service, token), Is.EqualTo(401));
        Assert.That(await StatusAsync(service, TestService.AdminKey), Is.EqualTo(200));
    }

    [Test]
    public async Task When_the_provider_goes_away_the_tokens_of_its_known_keys_still_work_and_others_do_not()
    {
        var leaving = await TestIssuer.StartAsync();
        var good = leaving.Token(leaving.Claims("admin"));
        var unknown = leaving.Token(leaving.Claims("admin"), IssuerKey.Rsa("rsa-9"));
        using var service = TestService.Start(settings: ["ReferenceData:Load=false", .. leaving.Settings]);
        Assert.That(await StatusAsync(service, good), Is.EqualTo(200));
        await leaving.DisposeAsync();
        for (var count = 0; count < 3; count++)
        {
            Assert.That(await StatusAsync(service, unknown), Is.EqualTo(401));
            Assert.That(await StatusAsync(service, good), Is.EqualTo(200));
            await Task.Delay(TimeSpan.FromSeconds(1.1));
        }
    }

    private static async Task EventuallyAsync(Func<Task<int>> status, int expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await status() != expected)
        {
            await Task.Delay(200, patience.Token);
        }
    }

    private Task<int> StatusAsync(string token) => StatusAsync(stage.Service, token);

    private static async Task<int> StatusAsync(TestService service, string token)
    {
        using var client = service.ClientWith(token);
        using var answer = await client.SendAsync(HttpMethod.Get, "/api-keys");
        return (int)answer.StatusCode;
    }

    private static string Changed(TestIssuer issuer, params (string Claim, JsonNode? Value)[] claims) =>
        issuer.Token(issuer.Claims("admin").With(claims));

    private static string Without(TestIssuer issuer, string claim)
    {
        var claims = issuer.Claims("admin");
        claims.Remove(claim);
        return issuer.Token(claims);
    }

    private static string Shared(TestIssuer issuer, int form) =>
        issuer.Token(issuer.Claims("admin"), IssuerKey.Shared("rsa-1", issuer.Keys[0].PublicBytes[form]));
}
