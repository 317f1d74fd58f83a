using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ApiKeys;

[Parallelizable(ParallelScope.Self)]
internal sealed class ApiKeyTests
{
    private Stage stage = null!;

    [SetUp]
    public async Task Start() => stage = await Stage.StartAsync();

    [TearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task A_new_key_is_shown_once_and_never_again()
    {
        var created = await Stage.CreateAsync(stage.Admin, "/api-keys", Bodies.Key("reader", expiresOn: "2027-12-31"));
        var secret = (string)created["key"]!;
        var record = created["apiKey"]!;
        Assert.That(secret, Does.Match("^ct_[A-Za-z0-9_-]{43}$"));
        var read = await stage.Admin.GetStringAsync(new Uri($"/api/v1/api-keys/{(string)record["id"]!}", UriKind.Relative));
        var listed = await stage.Admin.GetStringAsync(new Uri("/api/v1/api-keys", UriKind.Relative));
        Assert.Multiple(() =>
        {
            Assert.That(JsonNode.DeepEquals(JsonNode.Parse(read), record), read);
            Assert.That(listed, Does.Contain(read).And.Not.Contain(secret));
            Assert.That((string?)record["expiresOn"], Is.EqualTo("2027-12-31"));
            Assert.That(record["lastUsedOn"], Is.Null);
            Assert.That(record["revokedAt"], Is.Null);
        });
    }

    [Test]
    public async Task No_two_keys_are_alike()
    {
        var secrets = new HashSet<string>();
        for (var count = 0; count < 20; count++)
        {
            secrets.Add((await stage.KeyAsync(Bodies.Key("reader"))).Secret);
        }

        Assert.That(secrets, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task A_revoked_key_is_refused_at_its_next_call_wherever_it_is_sent()
    {
        var key = await stage.KeyAsync(Bodies.Key("secretariat"));
        using var holder = stage.Service.ClientWith(key.Secret);
        Assert.That((int)(await holder.SendAsync(HttpMethod.Get, "/commitments")).StatusCode, Is.EqualTo(200));
        var revoked = await (await stage.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{key.Id}/revoke")).JsonAsync();
        Assert.That((string?)revoked["revokedAt"], Is.EqualTo("2026-11-21T05:00:00.000Z"));
        foreach (var path in new[] { "/commitments", "/progress-updates", "/api-keys" })
        {
            await (await holder.SendAsync(HttpMethod.Get, path)).ProblemAsync(401, "unauthenticated");
        }

        var answer = await holder.SendJsonAsync(HttpMethod.Post, "/commitments", Bodies.Commitment(stage.NewCode()));
        await answer.ProblemAsync(401, "unauthenticated");
    }

    [Test]
    public async Task Revoking_again_changes_nothing()
    {
        var key = await stage.KeyAsync(Bodies.Key("reader"));
        var first = await (await stage.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{key.Id}/revoke")).Content.ReadAsStringAsync();
        stage.Service.Clock.Advance(TimeSpan.FromHours(1));
        var second = await (await stage.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{key.Id}/revoke")).Content.ReadAsStringAsync();
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public async Task A_key_cannot_revoke_itself()
    {
        var key = await stage.KeyAsync(Bodies.Key("admin"));
        using var holder = stage.Service.ClientWith(key.Secret);
        await (await holder.SendAsync(HttpMethod.Post, $"/api-keys/{key.Id}/revoke")).ProblemAsync(422, "rule_broken");
        Assert.That((int)(await holder.SendAsync(HttpMethod.Get, "/api-keys")).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task A_key_is_valid_to_the_end_of_its_last_day_in_the_trackers_zone()
    {
        var key = await stage.KeyAsync(Bodies.Key("reader", expiresOn: "2026-11-21"));
        using var holder = stage.Service.ClientWith(key.Secret);
        stage.Service.Clock.Set("2026-11-21T16:59:59.999Z");
        Assert.That((int)(await holder.SendAsync(HttpMethod.Get, "/commitments")).StatusCode, Is.EqualTo(200));
        stage.Service.Clock.Set("2026-11-21T17:00:00Z");
        await (await holder.SendAsync(HttpMethod.Get, "/commitments")).ProblemAsync(401, "unauthenticated");
    }

    [Test]
    public async Task The_day_of_the_last_use_is_kept_in_the_trackers_zone()
    {
        var key = await stage.KeyAsync(Bodies.Key("reader"));
        using var holder = stage.Service.ClientWith(key.Secret);
        Assert.That(await LastUseAsync(key), Is.Null);
        await holder.SendAsync(HttpMethod.Get, "/commitments");
        Assert.That(await LastUseAsync(key), Is.EqualTo("2026-11-21"));
        stage.Service.Clock.Set("2026-11-21T17:00:00Z");
        await holder.SendAsync(HttpMethod.Get, "/commitments");
        Assert.That(await LastUseAsync(key), Is.EqualTo("2026-11-22"));
    }

    [Test]
    public async Task What_is_tried_with_a_revoked_key_is_no_use()
    {
        var key = await stage.KeyAsync(Bodies.Key("reader"));
        await stage.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{key.Id}/revoke");
        using var holder = stage.Service.ClientWith(key.Secret);
        await holder.SendAsync(HttpMethod.Get, "/commitments");
        Assert.That(await LastUseAsync(key), Is.Null);
    }

    [TestCase("focal_point", null, 400, "validation_failed", "party")]
    [TestCase("reader", Some.MemberState, 400, "validation_failed", "party")]
    [TestCase("secretariat", Some.MemberState, 400, "validation_failed", "party")]
    [TestCase("focal_point", "QQ", 422, "unknown_reference", "party")]
    [TestCase("owner", null, 400, "validation_failed", "role")]
    [TestCase("ADMIN", null, 400, "validation_failed", "role")]
    public async Task A_focal_point_and_nobody_else_has_a_party_that_exists(
        string role,
        string? party,
        int status,
        string code,
        string field
    )
    {
        var answer = await stage.Admin.SendJsonAsync(HttpMethod.Post, "/api-keys", Bodies.Key(role, party));
        Assert.That((await answer.ProblemAsync(status, code))["errors"]![field], Is.Not.Null);
    }

    [TestCase("name", "")]
    [TestCase("name", " ")]
    [TestCase("name", "with\u0007bell")]
    [TestCase("expiresOn", "2026-11-20")]
    [TestCase("expiresOn", "soon")]
    public async Task What_cannot_be_a_key_is_refused(string field, string value)
    {
        var answer = await stage.Admin.SendJsonAsync(HttpMethod.Post, "/api-keys", Bodies.Key("reader").With((field, value)));
        Assert.That((await answer.ProblemAsync(400, "validation_failed"))["errors"]![field], Is.Not.Null);
    }

    [Test]
    public async Task The_journal_keeps_who_made_and_who_revoked_a_key_and_nothing_of_the_key()
    {
        var key = await stage.KeyAsync(Bodies.Key("reader"));
        await stage.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{key.Id}/revoke");
        var feed = await stage.Admin.GetJsonAsync("/changes?limit=200");
        Assert.That(
            feed["items"]!.AsArray().Where(each => (string?)each!["resource"]!["key"] == key.Id).Select(each => (string?)each!["type"]),
            Is.EqualTo(["api_key_created", "api_key_revoked"])
        );
    }

    [TestCase("ct_")]
    [TestCase("")]
    [TestCase("null")]
    [TestCase("' or 1=1 --")]
    public async Task What_is_no_key_opens_nothing(string secret)
    {
        using var client = stage.Service.ClientWith(secret);
        await (await client.SendAsync(HttpMethod.Get, "/api-keys")).ProblemAsync(401, "unauthenticated");
    }

    [TestCase("Basic {0}")]
    [TestCase("{0}")]
    [TestCase("Bearer {0}x")]
    [TestCase("Bearer {0} {0}")]
    [TestCase("Bearer {0}, Bearer {0}")]
    [TestCase("ApiKey {0}")]
    public async Task A_key_is_sent_as_a_bearer_and_in_no_other_way(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/api-keys");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            string.Format(System.Globalization.CultureInfo.InvariantCulture, header, TestService.AdminKey)
        );
        await (await stage.Public.SendAsync(request)).ProblemAsync(401, "unauthenticated");
    }

    private async Task<string?> LastUseAsync(NewKey key) => (string?)(await stage.Admin.GetJsonAsync($"/api-keys/{key.Id}"))["lastUsedOn"];
}
