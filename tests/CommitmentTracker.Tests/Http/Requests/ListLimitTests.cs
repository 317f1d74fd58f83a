using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Requests;

internal sealed class ListLimitTests
{
    private Stage stage = null!;

    [SetUp]
    public async Task Start() => stage = await Stage.StartAsync();

    [TearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task A_list_of_a_hundred_thousand_is_refused_whole_and_not_item_by_item()
    {
        var code = await stage.CommitmentAsync();
        var body = Bodies.Commitment("AB-9").With(("alsoUnder", Blanks(100_000)));
        var patch = new JsonObject { ["alsoUnder"] = Blanks(100_000) };
        await ExpectRefusedAsync(await stage.Secretariat.SendJsonAsync(HttpMethod.Post, "/commitments", body), 1000);
        await ExpectRefusedAsync(await stage.Secretariat.SendJsonAsync(HttpMethod.Patch, $"/commitments/{code}", patch, "*"), 1000);
    }

    [Test]
    public async Task A_list_that_is_a_little_too_long_is_told_its_own_limit()
    {
        var body = Bodies.Commitment("AB-9").With(("alsoUnder", new JsonArray([.. Enumerable.Repeat(Some.OtherInstrument, 21)])));
        await ExpectRefusedAsync(await stage.Secretariat.SendJsonAsync(HttpMethod.Post, "/commitments", body), 20);
    }

    [Test]
    public async Task A_patch_of_a_hundred_thousand_members_is_refused_whole()
    {
        var code = await stage.CommitmentAsync();
        var patch = new JsonObject(Enumerable.Range(0, 50_000).Select(each => KeyValuePair.Create($"a{each}", (JsonNode?)1)));
        var problem = await (await stage.Secretariat.SendJsonAsync(HttpMethod.Patch, $"/commitments/{code}", patch, "*")).ProblemAsync(
            400,
            "validation_failed"
        );
        Assert.That((string?)problem["errors"]!["$"]![0], Is.EqualTo("must hold at most 1000 items"));
    }

    private static JsonArray Blanks(int count) => new([.. Enumerable.Repeat("", count)]);

    private static async Task ExpectRefusedAsync(HttpResponseMessage answer, int limit)
    {
        var problem = await answer.ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!.AsObject().Select(each => each.Key), Is.EqualTo(["alsoUnder"]));
        Assert.That((string?)problem["errors"]!["alsoUnder"]![0], Does.StartWith($"must hold at most {limit} items"));
    }
}
