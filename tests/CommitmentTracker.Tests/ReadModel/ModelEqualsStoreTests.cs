using System.Globalization;
using System.Net;
using CommitmentTracker.ReadModel;
using CommitmentTracker.Tests.Features.Summaries;
using CommitmentTracker.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommitmentTracker.Tests.ReadModel;

/// <summary>
/// Two services over one database, one of them without the read model, answer the same bytes with the same headers: for any filters,
/// orders and pages, between any changes, and whatever day it is. Each question is asked three times, so that remembered answers are
/// held against the database too.
/// </summary>
[TestFixture(1)]
[TestFixture(2)]
internal sealed class ModelEqualsStoreTests(int seed)
{
    private const int Rounds = 12;
    private const int QuestionsEachRound = 15;

    private static readonly string[] Orders =
    [
        "",
        "title",
        "-title",
        "dueOn",
        "-dueOn,title",
        "status,-updatedAt",
        "-updatedAt",
        "code",
        "-code",
    ];

    private readonly Random random = new(seed);
    private readonly FakeTimeProvider clock = TestClock.At("2026-11-21T05:00:00Z");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commitment-tracker-");
    private TestService model = null!;
    private TestService store = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        string[] settings = [TestService.WithoutReferenceData, "RateLimits:Enabled=false"];
        model = TestService.Start(folder.FullName, clock, [.. settings, "ReadModel:Enabled=true"]);
        store = TestService.Start(folder.FullName, clock, [.. settings, "ReadModel:Enabled=false"]);
        await new GeneratedCommitments(model, seed).AddAsync();
    }

    [OneTimeTearDown]
    public void Stop()
    {
        model.Dispose();
        store.Dispose();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task Whatever_is_asked_after_whatever_was_changed()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await model.Services.GetRequiredService<LiveModel>().LoadAsync(CancellationToken.None);
            var questions = RandomFilters.All.Generator.Sample(QuestionsEachRound).Select(QuestionOf).Concat(Fixed()).ToList();
            foreach (var question in questions)
            {
                await AssertSameAsync(question);
            }

            Assert.That(model.Services.GetRequiredService<LiveModel>().IsCurrent, "the model was not in use");
            await ChangeAsync(round);
            // What was remembered before the change is asked for again first.
            foreach (var question in questions)
            {
                await AssertSameAsync(question);
            }
        }
    }

    [Test]
    public async Task Every_page_of_every_order()
    {
        foreach (var order in Orders)
        {
            var address = $"/commitments?limit=7{(order.Length > 0 ? $"&sort={order}" : "")}";
            while (address is not null)
            {
                var answer = await AssertSameAsync(address);
                var next = (string?)(await answer.JsonAsync())["page"]!["next"];
                address = next is null ? null : $"/commitments?limit=7{(order.Length > 0 ? $"&sort={order}" : "")}&cursor={next}";
            }
        }
    }

    private string QuestionOf((string Name, string Value)[] filters)
    {
        var query = string.Join('&', filters.Select(filter => $"{filter.Name}={Uri.EscapeDataString(filter.Value)}"));
        return random.Next(4) switch
        {
            0 => $"/summary?groupBy={Pick("memberState", "body", "instrument", "theme")}&{query}",
            1 => $"/summary/matrix?{query}",
            _ => $"/commitments?limit={random.Next(1, 40)}&{(Pick(Orders) is { Length: > 0 } order ? $"sort={order}&" : "")}{query}",
        };
    }

    private IEnumerable<string> Fixed() =>
        [
            "/commitments",
            "/commitments?fields=title,assignments",
            "/summary?groupBy=memberState",
            "/summary/matrix",
            $"/commitments/{AnyCode()}",
            $"/commitments/{AnyCode()}",
            "/commitments/NONE",
            "/commitments?cursor=AAAA",
        ];

    private async Task ChangeAsync(int round)
    {
        var code = AnyCode();
        switch (round % 8)
        {
            case 0:
                await PatchAsync(code, new { title = $"Changed {round} Ωmega", description = "alpha anew" });
                break;
            case 1:
                clock.Advance(TimeSpan.FromDays(20));
                break;
            case 2:
                await PatchAsync(code, new { publication = "draft" });
                break;
            case 3:
                await PatchAsync(code, new { publication = "published", kind = "commitment" });
                break;
            case 4:
                await model.Admin.SendJsonAsync(
                    HttpMethod.Put,
                    $"/commitments/{code}/assignments/VN",
                    new { role = "lead", basis = "stated" },
                    "*"
                );
                await ReportAsync(code);
                break;
            case 5:
                await RenameInstrumentAsync(round);
                break;
            case 6:
                await PatchAsync(code, new { supersededBy = AnyCode() });
                break;
            default:
                clock.Set("2026-11-21T06:00:00Z");
                await model.Admin.SendAsync(HttpMethod.Delete, $"/commitments/{code}", tag: "*");
                break;
        }
    }

    private Task<HttpResponseMessage> PatchAsync(string code, object body) =>
        model.Admin.SendJsonAsync(HttpMethod.Patch, $"/commitments/{code}", body, "*");

    private Task<HttpResponseMessage> ReportAsync(string code) =>
        model.Admin.SendJsonAsync(
            HttpMethod.Post,
            $"/commitments/{code}/progress-updates",
            new
            {
                party = "VN",
                asOf = "2026-11-20",
                status = "completed",
                nilReturn = true,
            }
        );

    private async Task RenameInstrumentAsync(int round)
    {
        var answer = await model.Admin.SendJsonAsync(HttpMethod.Patch, "/instruments/GEN-A", new { title = $"Renamed {round}" }, "*");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<HttpResponseMessage> AssertSameAsync(string address)
    {
        var expected = await AskAsync(store, address);
        for (var time = 0; time < 3; time++)
        {
            var actual = await AskAsync(model, address);
            Assert.That(actual.Text, Is.EqualTo(expected.Text), $"seed {seed}, {address}, time {time}");
        }

        return expected.Answer;
    }

    private static async Task<(HttpResponseMessage Answer, string Text)> AskAsync(TestService service, string address)
    {
        var answer = await service.Public.GetAsync(new Uri(ApiExtensions.Root + address, UriKind.Relative));
        var headers = answer
            .Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not "Date")
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        var body = await answer.Content.ReadAsStringAsync();
        var shown = answer.IsSuccessStatusCode
            ? $"{string.Join('\n', headers)}\n{body}"
            : body[..body.IndexOf("traceId", StringComparison.Ordinal)];
        return (answer, $"{(int)answer.StatusCode}\n{shown}");
    }

    private string AnyCode() => string.Create(CultureInfo.InvariantCulture, $"GEN-{random.Next(1, 61)}");

    private string Pick(params string[] values) => values[random.Next(values.Length)];
}
