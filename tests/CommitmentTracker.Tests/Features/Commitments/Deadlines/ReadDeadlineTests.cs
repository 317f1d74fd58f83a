using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments.Deadlines;

internal sealed class ReadDeadlineTests
{
    private Stage stage = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task A_deadline_that_never_changed_has_no_earlier_values()
    {
        var code = await stage.CommitmentAsync();
        var read = await stage.Public.GetJsonAsync($"/commitments/{code}/deadline");
        Assert.That(
            read.ToJsonString(),
            Is.EqualTo(
                """{"present":{"dueOn":"2027-06-30","precision":"day","basis":"stated","state":"upcoming","daysLeft":221,"source":"A source"},"earlier":[],"version":1,"asOf":"2026-11-21"}"""
            )
        );
        Assert.That(await stage.Public.TagAsync($"/commitments/{code}/deadline"), Does.StartWith("\"1"));
    }

    [Test]
    public async Task Every_earlier_value_stays_with_the_reason_and_the_instant_of_its_change_the_latest_first()
    {
        var code = await stage.CommitmentAsync();
        var first = await PutAsync(code, "2028-05-05", "quarter", "decided", "First reason");
        var second = await PutAsync(code, null, null, "none", "Second reason");
        var third = await PutAsync(code, "2029-01-01", "year", "inherited", "Third reason");
        // What changes something else is no earlier deadline.
        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["title"] = "New" });
        var read = await stage.Public.GetJsonAsync($"/commitments/{code}/deadline");
        Assert.That(
            read["earlier"]!.AsArray().Select(each => each!.ToJsonString()),
            Is.EqualTo([
                Earlier(null, null, "none", null, third, "Third reason"),
                Earlier("2028-06-30", "quarter", "decided", "Minutes", second, "Second reason"),
                Earlier("2027-06-30", "day", "stated", "A source", first, "First reason"),
            ])
        );
        Assert.That((string?)read["present"]!["dueOn"], Is.EqualTo("2029-12-31"));
        Assert.That((long?)read["version"], Is.EqualTo(5));
    }

    [TestCase("2027-05-30", "upcoming", 31)]
    [TestCase("2027-05-31", "due_soon", 30)]
    [TestCase("2027-06-30", "due_soon", 0)]
    [TestCase("2027-07-01", "overdue", -1)]
    public async Task It_stands_as_on_the_day_that_is_asked_for(string asOf, string state, int daysLeft)
    {
        var code = await stage.CommitmentAsync();
        var read = await stage.Public.GetJsonAsync($"/commitments/{code}/deadline?asOf={asOf}");
        Assert.That((string?)read["asOf"], Is.EqualTo(asOf));
        Assert.That((string?)read["present"]!["state"], Is.EqualTo(state));
        Assert.That((int?)read["present"]!["daysLeft"], Is.EqualTo(daysLeft));
    }

    [TestCase("2027-06-30", "met")]
    [TestCase("2027-07-01", "met_late")]
    public async Task What_was_completed_was_met_or_not_by_the_day_of_its_completion(string completedOn, string state)
    {
        using var later = await Stage.OnAsync(
            TestService.Start(clock: TestClock.At("2027-08-01T05:00:00Z"), settings: TestService.WithoutReferenceData)
        );
        var body = Bodies.Commitment(later.NewCode()).With(("assignments", new JsonArray(Bodies.Assignment(Some.MemberState))));
        var code = await later.CommitmentAsync(body);
        await later.VerifiedAsync(code, Bodies.Report(asOf: completedOn).With(("status", "completed")));
        var read = await later.Public.GetJsonAsync($"/commitments/{code}/deadline");
        Assert.That((string?)read["present"]!["state"], Is.EqualTo(state));
    }

    [Test]
    public async Task The_public_sees_the_values_that_stood_while_the_record_was_public()
    {
        var code = await stage.CommitmentAsync("draft");
        await PutAsync(code, "2028-01-01", "day", "decided", "While a draft");
        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["publication"] = "published" });
        await PutAsync(code, "2029-01-01", "day", "decided", "While public");
        Assert.That(await ReasonsAsync(stage.Public, code), Is.EqualTo(["While public"]));
        Assert.That(await ReasonsAsync(stage.FocalPoint, code), Is.EqualTo(["While public"]));
        Assert.That(await ReasonsAsync(stage.Secretariat, code), Is.EqualTo(["While public", "While a draft"]));
    }

    private async Task<string> PutAsync(string code, string? dueOn, string? precision, string basis, string reason)
    {
        stage.Service.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.ChangeAsync(
            HttpMethod.Put,
            $"/commitments/{code}/deadline",
            new JsonObject
            {
                ["dueOn"] = dueOn,
                ["precision"] = precision,
                ["basis"] = basis,
                ["source"] = dueOn is null ? null : "Minutes",
                ["reason"] = reason,
            }
        );
        return stage.Service.Clock.Now();
    }

    private static async Task<IEnumerable<string?>> ReasonsAsync(HttpClient client, string code) =>
        (await client.GetJsonAsync($"/commitments/{code}/deadline"))["earlier"]!.AsArray().Select(each => (string?)each!["reason"]);

    private static string Earlier(string? dueOn, string? precision, string basis, string? source, string replacedAt, string reason) =>
        new JsonObject
        {
            ["dueOn"] = dueOn,
            ["precision"] = precision,
            ["basis"] = basis,
            ["source"] = source,
            ["replacedAt"] = replacedAt,
            ["reason"] = reason,
        }.ToJsonString();
}
