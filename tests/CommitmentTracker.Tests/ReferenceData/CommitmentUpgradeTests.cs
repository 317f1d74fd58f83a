using System.Text.Json.Nodes;
using CommitmentTracker.Data.Facts;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>A later version of the program brings other files: what the files changed arrives, what people changed stays.</summary>
internal sealed class CommitmentUpgradeTests
{
    private const string Commitments = "commitments.csv";
    private const string Assignments = "assignments.csv";
    private const string Updates = "progress_updates.csv";
    private const string Title = "Improve network speed and coverage";
    private const string NewRow = "HND-31,Brought by a file,,commitment,will,regional,HANOI-2026,,coordination,,,none,";

    private static readonly ReferenceFiles Shipped = ReferenceFiles.Embedded;

    private TestService service = null!;

    [SetUp]
    public void Start() => service = TestService.Start();

    [TearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task A_field_that_nobody_touched_is_changed_and_one_that_people_wrote_stays()
    {
        await service.ChangeAsync(HttpMethod.Patch, "HND-07", body: new { title = "Ours" });
        await service.LoadAsync(
            Shipped.With(Commitments, Title, "Theirs").With(Commitments, "so that connectivity is seamless", "for all")
        );
        var commitment = await ReadAsync("HND-07");
        Assert.That((string?)commitment["title"], Is.EqualTo("Ours"));
        Assert.That((string?)commitment["description"], Does.EndWith("for all."));
        Assert.That((await service.JournalAsync())[^1], Is.EqualTo("reference_data_loaded"));
    }

    [Test]
    public async Task What_people_wrote_stays_at_the_upgrades_after_that_too()
    {
        await service.ChangeAsync(HttpMethod.Patch, "HND-07", body: new { title = "Ours" });
        await service.LoadAsync(Shipped.With(Commitments, Title, "Theirs"));
        await service.LoadAsync(Shipped.With(Commitments, Title, "Theirs later"));
        Assert.That((string?)(await ReadAsync("HND-07"))["title"], Is.EqualTo("Ours"));
    }

    [Test]
    public async Task A_deadline_that_people_set_stays_whole()
    {
        var decided = new
        {
            dueOn = "2028-06-30",
            precision = "day",
            basis = "decided",
            reason = "Decided.",
        };
        await service.ChangeAsync(HttpMethod.Put, "HND-07", "/deadline", decided);
        await service.LoadAsync(Shipped.With(Commitments, "2030-12-31,year,inherited", "2029-12-31,year,stated"));
        Assert.That((string?)(await ReadAsync("HND-07"))["deadline"]!["dueOn"], Is.EqualTo("2028-06-30"));
        Assert.That((string?)(await ReadAsync("HND-08"))["deadline"]!["dueOn"], Is.EqualTo("2029-12-31"));
    }

    [Test]
    public async Task What_was_archived_stays_as_it_is_until_it_is_restored()
    {
        await service.ChangeAsync(HttpMethod.Delete, "HND-07");
        await service.LoadAsync(Shipped.With(Commitments, Title, "Theirs"));
        var restored = await service.Admin.SendJsonAsync(HttpMethod.Patch, "/commitments/HND-07", new { publication = "published" }, "*");
        Assert.That((string?)(await restored.JsonAsync())["title"], Is.EqualTo(Title));
        await service.LoadAsync(Shipped.With(Commitments, Title, "Theirs later"));
        Assert.That((string?)(await ReadAsync("HND-07"))["title"], Is.EqualTo("Theirs later"));
    }

    [Test]
    public async Task A_record_that_people_made_before_a_file_brings_it_is_left_alone()
    {
        await service.CreateAsync("HND-31");
        var files = Shipped
            .WithRow(Commitments, NewRow)
            .WithRow(Assignments, "HND-31,VN,lead,stated")
            .WithRow(Updates, "HND-31,VN,2026-01-16,completed,Done.,A page,");
        await service.LoadAsync(files);
        await service.LoadAsync(files.With(Commitments, "Brought by a file", "Brought by a later file"));
        var commitment = await ReadAsync("HND-31");
        Assert.That((string?)commitment["title"], Is.EqualTo("Made by people"));
        Assert.That(commitment["assignments"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_record_that_a_file_brings_is_made_and_one_that_it_drops_is_left()
    {
        await service.LoadAsync(
            Shipped.WithRow(Commitments, NewRow).WithoutRow(Commitments, "MH-9,").WithoutRow("sources.csv", "commitment,MH-9,")
        );
        Assert.That((string?)(await ReadAsync("HND-31"))["title"], Is.EqualTo("Brought by a file"));
        Assert.That((string?)(await ReadAsync("MH-9"))["kind"], Is.EqualTo("proposal"));
    }

    private Task<JsonNode> ReadAsync(string code) => service.Public.GetJsonAsync($"/commitments/{code}");
}
