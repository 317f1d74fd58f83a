using System.Text.Json.Nodes;
using CommitmentTracker.Data.Facts;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>Assignments and what is reported on them follow the files only as far as people leave them.</summary>
internal sealed class AssignmentUpgradeTests
{
    private const string Assignments = "assignments.csv";
    private const string Updates = "progress_updates.csv";

    private static readonly ReferenceFiles Shipped = ReferenceFiles.Embedded;

    private TestService service = null!;

    [SetUp]
    public void Start() => service = TestService.Start();

    [TearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task An_assignment_that_people_removed_is_not_brought_back()
    {
        await service.ChangeAsync(HttpMethod.Delete, "HND-07", "/assignments/TL");
        await service.LoadAsync(
            Shipped.With(Assignments, "HND-07,TL,lead", "HND-07,TL,support").With(Assignments, "HND-07,VN,lead", "HND-07,VN,support")
        );
        Assert.That(await RoleAsync("HND-07", "TL"), Is.Null);
        Assert.That(await RoleAsync("HND-07", "VN"), Is.EqualTo("support"));
    }

    [Test]
    public async Task An_assignment_that_a_file_adds_is_added_and_one_that_it_drops_is_left()
    {
        await service.LoadAsync(Shipped.WithRow(Assignments, "HND-07,WG-AI,support,inferred").WithoutRow(Assignments, "HND-07,TL,"));
        Assert.That(await RoleAsync("HND-07", "WG-AI"), Is.EqualTo("support"));
        Assert.That(await RoleAsync("HND-07", "TL"), Is.EqualTo("lead"));
    }

    [Test]
    public async Task What_a_party_reported_before_counts_again_when_a_file_assigns_it()
    {
        await service.ChangeAsync(HttpMethod.Put, "HND-07", "/assignments/WG-AI", new { role = "support", basis = "inferred" });
        var report = new
        {
            party = "WG-AI",
            asOf = "2026-06-30",
            status = "on_hold",
            nilReturn = true,
        };
        await service.Admin.SendJsonAsync(HttpMethod.Post, "/commitments/HND-07/progress-updates", report);
        await service.ChangeAsync(HttpMethod.Delete, "HND-07", "/assignments/WG-AI");
        await service.LoadAsync(Shipped.WithRow(Assignments, "HND-07,WG-AI,lead,inferred"));
        var assignment = (await ReadAsync("HND-07"))["assignments"]!.AsArray().Single(each => (string?)each!["party"] == "WG-AI")!;
        Assert.That((string?)assignment["status"], Is.EqualTo("on_hold"));
    }

    [Test]
    public async Task A_progress_update_is_recorded_once_and_not_for_a_party_that_people_took_the_commitment_from()
    {
        await service.ChangeAsync(HttpMethod.Delete, "HND-07", "/assignments/TL");
        var files = Shipped.WithRow(Updates, "HND-07,VN,2026-06-30,in_progress,Begun.,A page,https://example.org/");
        await service.LoadAsync(files);
        await service.LoadAsync(files.WithRow(Updates, "HND-07,TL,2026-06-30,in_progress,Begun.,A page,"));
        var updates = (await service.Public.GetJsonAsync("/commitments/HND-07/progress-updates"))["items"]!.AsArray();
        Assert.That(updates.Select(each => (string?)each!["party"]), Is.EqualTo(["VN"]));
        Assert.That((string?)(await ReadAsync("HND-07"))["status"], Is.EqualTo("in_progress"));
    }

    private Task<JsonNode> ReadAsync(string code) => service.Public.GetJsonAsync($"/commitments/{code}");

    private async Task<string?> RoleAsync(string code, string party) =>
        (string?)(await ReadAsync(code))["assignments"]!.AsArray().SingleOrDefault(each => (string?)each!["party"] == party)?["role"];
}
