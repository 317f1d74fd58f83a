using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Api.Access;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;
using CommitmentTracker.Tests.Support.Oracle;

namespace CommitmentTracker.Tests.Features.ListsAreTheRecords;

/// <summary>
/// What the tests of this folder ask about: generated records with milestones and reports, of some of which something was changed in each of
/// the months that followed. Made once for all of them, and then only read.
/// </summary>
[SetUpFixture]
internal sealed class RecordsOfEverySort
{
    public const string Today = "2027-02-18";
    public const string Later = "2027-09-01";

    /// <summary>The one that has reports of every review state.</summary>
    private const string Reported = "OTHER-1";

    private static RecordsOfEverySort now = null!;

    private readonly TestService service = TestService.Start(settings: [TestService.WithoutReferenceData, "RateLimits:Enabled=false"]);
    private HttpClient focalPoint = null!;
    private Records records = null!;

    public static Records All => now.records;

    public static HttpClient Admin => now.service.Admin;

    /// <summary>Who asks, with what is expected for each.</summary>
    public static IEnumerable<(HttpClient Client, RecordsOracle Oracle)> Callers =>
        [
            (now.service.Public, OracleFor(RecordsOracle.Everyone)),
            (now.focalPoint, OracleFor(new Caller("focal point", Role.FocalPoint, "VN", "focal point"))),
            (now.service.Admin, OracleFor(new Caller("admin", Role.Admin, null, "admin"))),
        ];

    /// <summary>The question, put by everyone for today and, where it can be asked of another day, for a later one.</summary>
    public static async Task CheckAsync(Question question, bool alsoLater = true, bool mayBeEmpty = false)
    {
        var found = 0;
        foreach (var (client, oracle) in Callers)
        {
            found += await oracle.CheckAsync(client, question);
            if (alsoLater)
            {
                found += await oracle.CheckAsync(client, question with { Query = $"asOf={Later}&{question.Query}".TrimEnd('&') });
            }
        }

        Assert.That(found > 0 || mayBeEmpty, $"{question} finds nothing for anyone");
    }

    [OneTimeSetUp]
    public async Task AddRecordsAsync()
    {
        await new GeneratedCommitments(service).AddAsync();
        await service.AddCommitmentAsync(Reported, "GEN-D", "gen_one", "2027-03-01", "VN");
        await AddMilestonesAsync();
        var key = await Stage.CreateAsync(service.Admin, "/api-keys", Bodies.Key("focal_point", "VN"));
        focalPoint = service.ClientWith((string)key["key"]!);
        await ReportAsync();

        service.Clock.Set("2026-12-15T05:00:00Z");
        await EachPublishedAsync(0, 9, HttpMethod.Patch, "", new { publication = "draft" });
        await EachPublishedAsync(1, 9, HttpMethod.Put, "/deadline", Deadline(null));
        service.Clock.Set("2027-01-20T05:00:00Z");
        await EachPublishedAsync(2, 9, HttpMethod.Put, "/deadline", Deadline("2027-03-05"));
        await EachPublishedAsync(
            3,
            9,
            HttpMethod.Patch,
            "",
            new
            {
                theme = "gen_two",
                instrument = "GEN-D",
                alsoUnder = new[] { "GEN-A" },
            }
        );
        await EachPublishedAsync(4, 9, HttpMethod.Put, "/assignments/VN", new { role = "support", basis = "inferred" });
        service.Clock.Set("2027-02-10T05:00:00Z");
        await EachPublishedAsync(5, 9, HttpMethod.Delete, "", null);
        await EachPublishedAsync(6, 9, HttpMethod.Patch, "", new { title = "Alpha renamed", description = "Omega by the sea" });
        service.Clock.Set($"{Today}T05:00:00Z");
        records = await Records.ReadAsync(service.DatabasePath);
        now = this;
    }

    [OneTimeTearDown]
    public void Stop()
    {
        focalPoint.Dispose();
        service.Dispose();
    }

    private static RecordsOracle OracleFor(Caller caller) => new(now.records, caller, now.service.Clock.GetUtcNow());

    private async Task AddMilestonesAsync()
    {
        string?[] parties = [null, "VN", "GEN-WG-1"];
        string?[] reached = [null, null, "2026-10-01"];
        string[] precisions = ["day", "month", "quarter", "year"];
        var number = 0;
        foreach (var item in await service.Admin.ItemsAsync("/commitments"))
        {
            for (var left = number % 4; left > 0; left--, number++)
            {
                await ChangeAsync(
                    HttpMethod.Post,
                    $"/commitments/{item["code"]}/milestones",
                    new
                    {
                        title = $"Step {number}",
                        dueOn = $"202{6 + (number % 2)}-0{1 + (number % 9)}-15",
                        precision = precisions[number % 4],
                        party = parties[number % 3],
                        reachedOn = reached[number % 3],
                    }
                );
            }

            number++;
        }
    }

    /// <summary>Reports of every review state, with all that a report can say.</summary>
    private async Task ReportAsync()
    {
        foreach (var (asOf, review) in new[] { ("2026-11-01", ""), ("2026-11-02", "verify"), ("2026-11-03", "return"), ("2026-11-04", "") })
        {
            service.Clock.Advance(TimeSpan.FromMinutes(1));
            var body = Bodies.Report("VN", asOf).With(("percent", 40), ("health", "at_risk"), ("healthReason", "Rain, and \"more\" rain"));
            body["challenges"] = "Line one\nLine two";
            body["nextStep"] = "To go on";
            body["evidence"] = new JsonArray(
                new JsonObject { ["title"] = "A page", ["url"] = "https://example.org/a" },
                new JsonObject { ["title"] = "A letter" }
            );
            var made = await Stage.CreateAsync(focalPoint, $"/commitments/{Reported}/progress-updates", body);
            if (review.Length > 0)
            {
                var path = $"/progress-updates/{made["id"]}/{review}";
                var answer =
                    review == "return"
                        ? await service.Admin.SendJsonAsync(HttpMethod.Post, path, new { reason = "Say more" })
                        : await service.Admin.SendAsync(HttpMethod.Post, path);
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
            }
        }
    }

    private async Task EachPublishedAsync(int remainder, int of, HttpMethod method, string part, object? body)
    {
        var generated = (await service.Public.ItemsAsync("/commitments?fields=code")).Where(item => (string?)item["code"] != Reported);
        foreach (var (index, item) in generated.Index())
        {
            if (index % of == remainder)
            {
                await ChangeAsync(method, $"/commitments/{item["code"]}{part}", body);
            }
        }
    }

    private async Task ChangeAsync(HttpMethod method, string path, object? body)
    {
        var answer = body is null
            ? await service.Admin.SendAsync(method, path, tag: "*")
            : await service.Admin.SendJsonAsync(method, path, body, "*");
        Assert.That(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static object Deadline(string? dueOn) =>
        new
        {
            dueOn,
            precision = dueOn is null ? null : "day",
            basis = dueOn is null ? "none" : "decided",
            reason = "Said so",
        };
}
