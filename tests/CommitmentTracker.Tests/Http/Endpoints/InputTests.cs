using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Endpoints;

/// <summary>Where the library, left to itself, would take more than the contract says, or answer otherwise.</summary>
internal sealed class InputTests
{
    private Stage stage = null!;

    [SetUp]
    public async Task Start() => stage = await Stage.StartAsync();

    [TearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task A_read_takes_nothing_from_a_body()
    {
        using var body = Json("""{"limit": 1, "status": "completed", "filters": {"memberState": "XX"}}""");
        var whole = await stage.Secretariat.GetJsonAsync("/commitments");
        var answer = await stage.Secretariat.SendAsync(HttpMethod.Get, "/commitments", body);
        Assert.That((await answer.JsonAsync())["page"]!.ToJsonString(), Is.EqualTo(whole["page"]!.ToJsonString()));
    }

    [Test]
    public async Task A_read_that_names_a_media_type_and_has_no_body_is_answered()
    {
        using var nothing = Json("");
        var answer = await stage.Secretariat.SendAsync(HttpMethod.Get, "/commitments", nothing);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("filters=x")]
    [TestCase("Filters.MemberState=VN")]
    [TestCase("Status=completed")]
    public async Task A_parameter_by_the_name_of_a_member_of_ours_is_not_known(string query) =>
        await (await stage.Secretariat.SendAsync(HttpMethod.Get, $"/commitments?{query}")).ProblemAsync(400, "unknown_parameter");

    [Test]
    public async Task What_stands_in_the_address_cannot_be_said_otherwise_in_the_query()
    {
        var code = await stage.CommitmentAsync();
        await (await stage.Secretariat.SendAsync(HttpMethod.Get, $"/commitments/{code}?code=AB-2")).ProblemAsync(400, "unknown_parameter");
    }

    [Test]
    public async Task A_body_that_is_null_is_refused()
    {
        using var nothing = Json("null");
        var answer = await stage.Secretariat.SendAsync(HttpMethod.Post, "/commitments", nothing);
        Assert.That((string?)(await answer.ProblemAsync(400, "malformed_body"))["detail"], Is.EqualTo("The body must not be null."));
    }

    [Test]
    public async Task A_body_that_is_missing_is_asked_for()
    {
        using var nothing = Json("");
        var answer = await stage.Secretariat.SendAsync(HttpMethod.Post, "/commitments", nothing);
        await answer.ProblemAsync(400, "malformed_body");
    }

    [Test]
    public async Task A_body_that_does_not_say_what_it_is_gets_a_415_with_a_problem()
    {
        using var silent = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        await (await stage.Secretariat.SendAsync(HttpMethod.Post, "/commitments", silent)).ProblemAsync(415, "unsupported_media_type");
    }

    [TestCase("application/json")]
    [TestCase(null)]
    public async Task A_patch_of_another_media_type_is_told_which_to_send(string? mediaType)
    {
        var code = await stage.CommitmentAsync();
        using var patch = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"title": "New"}"""));
        patch.Headers.ContentType = mediaType is null ? null : new(mediaType);
        var answer = await stage.Secretariat.SendAsync(HttpMethod.Patch, $"/commitments/{code}", patch, "*");
        await answer.ProblemAsync(415, "unsupported_media_type");
        Assert.That(answer.Headers.GetValues("Accept-Patch"), Is.EqualTo(["application/merge-patch+json"]));
    }

    [Test]
    public async Task Nobody_is_told_our_classes_and_routes()
    {
        var answer = await stage.Service.Public.GetAsync(new Uri("/_test_url_cache_", UriKind.Relative));
        await answer.ProblemAsync(404, "not_found");
    }

    [Test]
    public async Task Two_services_with_other_settings_in_one_process_do_not_disturb_each_other()
    {
        using var closed = TestService.Start(settings: ["Access:PublicRead=false", "Clock:TimeZone=Asia/Tokyo", "RateLimits:Enabled=true"]);
        using var open = TestService.Start(settings: "ReferenceData:Load=false");
        for (var round = 0; round < 20; round++)
        {
            var answers = await Task.WhenAll(
                closed.Public.SendAsync(HttpMethod.Get, "/commitments"),
                closed.Admin.SendAsync(HttpMethod.Get, "/commitments"),
                open.Public.SendAsync(HttpMethod.Get, "/commitments"),
                open.Public.SendAsync(HttpMethod.Get, "/commitments/HND-10"),
                closed.Admin.SendAsync(HttpMethod.Get, "/commitments/HND-10")
            );
            Assert.That(answers.Select(answer => (int)answer.StatusCode), Is.EqualTo([401, 200, 200, 404, 200]));
            Assert.That((int)(await answers[2].JsonAsync())["page"]!["total"]!, Is.Zero);
            Assert.That((int)(await answers[1].JsonAsync())["page"]!["total"]!, Is.Positive);
        }

        var created = await open.Admin.SendJsonAsync(HttpMethod.Post, "/bodies", new JsonObject { ["code"] = "WG-X", ["name"] = "" });
        await created.ProblemAsync(400, "validation_failed");
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
