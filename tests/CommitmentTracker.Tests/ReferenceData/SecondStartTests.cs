using CommitmentTracker.Data.Facts;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.ReferenceData;

internal sealed class SecondStartTests
{
    private DirectoryInfo folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("commitment-tracker-");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [Test]
    public async Task Whatever_people_wrote_is_kept_and_nothing_is_written()
    {
        IReadOnlyList<string> journal;
        using (var service = TestService.Start(folder.FullName))
        {
            await service.ChangeAsync(HttpMethod.Patch, "HND-01", "", new { title = "Renamed" });
            await service.ChangeAsync(HttpMethod.Delete, "HND-02", "");
            await service.ChangeAsync(HttpMethod.Delete, "HND-03", "/assignments/TL");
            journal = await service.JournalAsync();
        }

        using var again = TestService.Start(folder.FullName);
        Assert.That((string?)(await again.Public.GetJsonAsync("/commitments/HND-01"))["title"], Is.EqualTo("Renamed"));
        await (await again.Public.GetAsync(new Uri("/api/v1/commitments/HND-02", UriKind.Relative))).ProblemAsync(404, "not_found");
        Assert.That((await again.Public.GetJsonAsync("/commitments/HND-03"))["assignments"]!.AsArray(), Has.Count.EqualTo(10));
        Assert.That(await again.JournalAsync(), Is.EqualTo(journal));
    }

    [Test]
    public async Task Switched_off_it_loads_nothing()
    {
        using var service = TestService.Start(folder.FullName, settings: TestService.WithoutReferenceData);
        var list = await service.Public.GetJsonAsync("/commitments");
        Assert.That((int)list["page"]!["total"]!, Is.Zero);
    }

    [Test]
    public async Task Files_that_only_say_the_same_in_another_order_write_nothing_to_the_journal()
    {
        using var service = TestService.Start(folder.FullName);
        var journal = await service.JournalAsync();
        var files = ReferenceFiles.Embedded;
        var row = files["themes.csv"].Split('\n')[1];
        await service.LoadAsync(files.With("themes.csv", row + "\n", "").WithRow("themes.csv", row));
        Assert.That(await service.JournalAsync(), Is.EqualTo(journal));
    }
}
