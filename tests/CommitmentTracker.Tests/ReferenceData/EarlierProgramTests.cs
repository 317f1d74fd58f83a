using System.Text.Json.Nodes;
using CommitmentTracker.Data.Facts;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>A database that the program made before it knew the facts of public pages, started with them.</summary>
internal sealed class EarlierProgramTests
{
    private const string PeoplesWords = "Signing is planned for December.";

    private static readonly string[] PeoplesOwn = ["SEC-01", "CAB-02"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commitment-tracker-");
    private TestService service = null!;
    private IReadOnlyList<string> journalBefore = [];

    [OneTimeSetUp]
    public async Task MakeItThenChangeItThenStartAgain()
    {
        using (var earlier = TestService.Start(folder.FullName, settings: TestService.WithoutReferenceData))
        {
            await earlier.LoadAsync(FilesOfThen());
            var codes = await CodesAsync(earlier);
            Assert.That(codes, Has.Count.EqualTo(83).And.None.EqualTo("CAB-01"));
            await earlier.ChangeAsync(HttpMethod.Patch, "DEFA-02", body: new { description = PeoplesWords });
            await earlier.ChangeAsync(HttpMethod.Delete, "HND-07", "/assignments/TL");
            await earlier.Admin.SendJsonAsync(HttpMethod.Patch, "/bodies/WG-AS", new { name = "Our name" }, "*");
            foreach (var code in PeoplesOwn)
            {
                await earlier.CreateAsync(code);
            }

            journalBefore = await earlier.JournalAsync();
        }

        service = TestService.Start(folder.FullName);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        service.Dispose();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task Every_new_record_is_there()
    {
        Assert.That(await CodesAsync(service), Is.EquivalentTo(Expected.Codes.Select(each => each.Code).Union(PeoplesOwn)));
        Assert.That((string?)(await ReadAsync("/commitments/CAB-01"))["status"], Is.EqualTo("completed"));
        Assert.That((await ReadAsync("/commitments/TL-01"))["assignments"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That((string?)(await ReadAsync("/instruments/CABLE-GUIDELINES-2026"))["nature"], Is.EqualTo("non_binding"));
        Assert.That((string?)(await ReadAsync("/bodies/JAPAN"))["name"], Is.EqualTo("Japan"));
    }

    [Test]
    public async Task What_people_wrote_stays_and_what_is_new_beside_it_arrives()
    {
        var signing = await ReadAsync("/commitments/DEFA-02");
        Assert.That((string?)signing["description"], Is.EqualTo(PeoplesWords));
        Assert.That(signing["sources"]!.AsArray(), Has.Count.EqualTo(2));
        var group = await ReadAsync("/bodies/WG-AS");
        Assert.That((string?)group["name"], Is.EqualTo("Our name"));
        Assert.That((string?)group["basis"], Is.EqualTo("stated"));
        Assert.That((await ReadAsync("/commitments/HND-07"))["assignments"]!.AsArray(), Has.Count.EqualTo(10));
    }

    [Test]
    public async Task A_commitment_that_people_had_entered_under_the_same_code_is_left_to_them()
    {
        var theirs = await ReadAsync("/commitments/CAB-02");
        Assert.That((string?)theirs["title"], Is.EqualTo("Made by people"));
        Assert.That(theirs["assignments"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task The_journal_tells_of_nothing_but_records_made_loaded_and_reported_on()
    {
        var journal = await service.JournalAsync();
        Assert.That(journal.Take(journalBefore.Count), Is.EqualTo(journalBefore));
        var told = journal.Skip(journalBefore.Count).ToList();
        string[] expected =
        [
            "body_created",
            "commitment_created",
            "instrument_created",
            "progress_update_verified",
            "reference_data_loaded",
        ];
        Assert.That(told.Distinct(), Is.EquivalentTo(expected));
        Assert.That(told.Count(each => each == "commitment_created"), Is.EqualTo(Expected.Codes.Count - 83 - 1));
    }

    [Test]
    public async Task A_start_after_that_writes_nothing()
    {
        var journal = await service.JournalAsync();
        await service.LoadAsync(ReferenceFiles.Embedded);
        Assert.That(await service.JournalAsync(), Is.EqualTo(journal));
    }

    /// <summary>The files as the program carried them then, to the byte.</summary>
    private static ReferenceFiles FilesOfThen() =>
        new(
            Directory
                .GetFiles(Path.Combine(TestContext.CurrentContext.TestDirectory, "ReferenceData", "Before"), "*.csv")
                .ToDictionary(path => Path.GetFileName(path), path => File.ReadAllText(path).ReplaceLineEndings("\n"))
        );

    private static async Task<IReadOnlyList<string?>> CodesAsync(TestService service) =>
        [
            .. (await service.Public.GetJsonAsync("/commitments?limit=200&fields=code"))["items"]!
                .AsArray()
                .Select(each => (string?)each!["code"]),
        ];

    private Task<JsonNode> ReadAsync(string path) => service.Public.GetJsonAsync(path);
}
