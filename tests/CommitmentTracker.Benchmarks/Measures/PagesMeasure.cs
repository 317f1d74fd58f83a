using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CommitmentTracker.Benchmarks.Results;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>
/// How long pages take to their first byte, each beside the operations of the API that give the same data: one client asks in turn for the
/// page and for those. Before an answer that is to be made anew, a report is recorded on a commitment that all of them hold.
/// </summary>
internal sealed class PagesMeasure(BenchmarkOptions options)
{
    /// <summary>These are not counted: in them the code is compiled.</summary>
    private const int WarmUps = 60;

    /// <summary>What is remembered is asked for so many times as often as what is made anew: it needs no change before it.</summary>
    private const int TimesAsOften = 5;

    private const string Root = "/api/v1";
    private const string Commitment = "HND-10";
    private const string MemberState = "VN";
    private const string Round = "PAGES";

    private static readonly Pair[] Pairs =
    [
        new(
            "overview",
            "/",
            [
                "/summary?groupBy=instrument",
                "/summary?groupBy=theme",
                "/summary?groupBy=memberState",
                "/summary?groupBy=body",
                "/deadlines?limit=8",
                "/summary/timeline",
                "/rounds",
            ]
        ),
        new("commitments", "/commitments", ["/commitments?limit=50"]),
        new(
            "one commitment",
            $"/commitments/{Commitment}",
            [
                $"/commitments/{Commitment}",
                $"/commitments/{Commitment}/progress-updates?limit=20",
                $"/commitments/{Commitment}/history?limit=20",
            ]
        ),
        new("matrix", "/matrix", ["/summary/matrix"]),
        new("deadlines", "/deadlines", ["/deadlines?state=overdue,due_soon,upcoming&limit=150"]),
        new(
            "member state",
            $"/member-states/{MemberState}",
            [$"/member-states/{MemberState}", $"/assignments?memberState={MemberState}&limit=200", "/rounds", $"/rounds/{Round}/reporting"]
        ),
        // The page names the instruments, of which that operation has the codes.
        new("rounds", "/rounds", ["/rounds", "/instruments"]),
    ];

    private int reports;

    public async Task<IReadOnlyList<PageResult>> RunAsync(PublishedService service)
    {
        using var client = new FirstByte(service.BaseAddress);
        await SendAsync(
            service,
            "/rounds",
            new
            {
                code = Round,
                name = "Yearly report",
                instruments = new[] { "HANOI-2026", "ADM-2030" },
                period = new { from = "2026-01-01", to = "2026-12-31" },
                closesOn = "2027-01-31",
            }
        );
        var created = await SendAsync(service, "/api-keys", new { name = "Benchmark of pages", role = "secretariat" });
        var key = created.GetProperty("key").GetString()!;
        Way[] ways =
        [
            new("remembered", false, [], []),
            new("made anew", true, [], []),
            new("signed in", false, [$"Cookie: session={key}"], [$"Authorization: Bearer {key}"]),
            new("signed in, made anew", true, [$"Cookie: session={key}"], [$"Authorization: Bearer {key}"]),
        ];
        var all = Pairs.SelectMany(pair => ways.Select(way => (pair, way))).ToList();
        foreach (var (pair, way) in all)
        {
            await AskAsync(service, client, pair, way, WarmUps);
        }

        var results = new List<PageResult>();
        foreach (var (pair, way) in all)
        {
            await Idle.WaitAsync(service.Figures);
            results.Add(await AskAsync(service, client, pair, way, way.IsMadeAnew ? options.Changes : options.Changes * TimesAsOften));
        }

        return results;
    }

    private async Task<PageResult> AskAsync(PublishedService service, FirstByte client, Pair pair, Way way, int times)
    {
        var (pages, operations) = (new List<double>(), new List<double>());
        var bytes = 0;
        // The first only brings in what was changed before.
        for (var time = -1; time < times; time++)
        {
            if (way.IsMadeAnew)
            {
                await ReportAsync(service);
            }

            var (took, length) = client.Ask(pair.Page, way.OfPages);
            if (way.IsMadeAnew)
            {
                await ReportAsync(service);
            }

            var together = pair.Operations.Sum(each => client.Ask(Root + each, way.OfApi).Took.TotalMilliseconds);
            bytes = length;
            if (time >= 0)
            {
                pages.Add(took.TotalMilliseconds);
                operations.Add(together);
            }
        }

        return new PageResult
        {
            Name = pair.Name,
            Way = way.Name,
            Operations = pair.Operations,
            Page = Figures.Median(pages),
            Api = Figures.Median(operations),
            Bytes = bytes,
        };
    }

    private Task<JsonElement> ReportAsync(PublishedService service) =>
        SendAsync(
            service,
            $"/commitments/{Commitment}/progress-updates",
            new
            {
                party = MemberState,
                asOf = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1),
                status = "in_progress",
                narrative = string.Create(CultureInfo.InvariantCulture, $"Draft {++reports} was put to the agencies concerned."),
            }
        );

    private static async Task<JsonElement> SendAsync(PublishedService service, string path, object body)
    {
        using var answer = await service.Client.PostAsJsonAsync(new Uri(Root + path, UriKind.Relative), body);
        return answer.StatusCode == HttpStatusCode.Created
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new BenchmarkException($"{path} was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>A page, and what gives the same data.</summary>
    private sealed record Pair(string Name, string Page, IReadOnlyList<string> Operations);

    /// <summary>How both are asked for, and with which headers.</summary>
    private sealed record Way(string Name, bool IsMadeAnew, IReadOnlyList<string> OfPages, IReadOnlyList<string> OfApi);
}
