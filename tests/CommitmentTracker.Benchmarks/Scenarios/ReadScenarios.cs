using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CommitmentTracker.TestStand;
using CommitmentTracker.TestStand.Generator;

namespace CommitmentTracker.Benchmarks.Scenarios;

/// <summary>The reads that are measured one by one, as the public sends them or those who have a key.</summary>
internal sealed class ReadScenarios(PublishedService service, int commitments)
{
    public const string ListAddress = "/api/v1/commitments?memberState=VN&status=in_progress&limit=50";

    private const double Far = 0.75;
    private const string MemberState = "VN";
    private const string Keys = "/api/v1/api-keys";

    private readonly HttpClient client = service.Public;

    public async Task<Scenario> MakeAsync(string name) =>
        name switch
        {
            Names.List => new Scenario(name, [ListAddress]),
            Names.NotModified => new Scenario(name, [ListAddress]) { IfNoneMatch = await TagAsync() },
            Names.DeepPage => new Scenario(name, [await PageWalk.ToAsync(client, ListAddress, Far) ?? ListAddress]),
            Names.Item => await ItemAsync(name, null),
            Names.Summary => new Scenario(name, ["/api/v1/summary?groupBy=memberState"]),
            // Of an instrument that holds as many commitments in a large tracker as in a small one.
            Names.Matrix => new Scenario(name, [$"/api/v1/summary/matrix?instrument={GeneratedTracker.SmallInstruments[0]}"]),
            Names.FullText => new Scenario(name, ["/api/v1/commitments?q=payment%20universities&limit=50"]),
            Names.WorkList => new Scenario(name, [$"/api/v1/assignments?memberState={MemberState}"]),
            Names.Deadlines => new Scenario(name, [$"/api/v1/deadlines?memberState={MemberState}"]),
            // It holds all that is due, on one page: of such an instrument, so that it is as long in a large tracker.
            Names.Calendar => new Scenario(
                name,
                [$"/api/v1/calendar.ics?memberState={MemberState}&instrument={GeneratedTracker.SmallInstruments[0]}"]
            ),
            Names.Timeline => new Scenario(name, ["/api/v1/summary/timeline"]),
            Names.Instruments => new Scenario(name, ["/api/v1/instruments"]),
            Names.SecretariatList => new Scenario(name, [ListAddress]) { Key = await KeyAsync("secretariat", null) },
            Names.SecretariatItem => await ItemAsync(name, await KeyAsync("secretariat", null)),
            Names.FocalPointList => new Scenario(name, [ListAddress]) { Key = await KeyAsync("focal_point", MemberState) },
            Names.FocalPointItem => await ItemAsync(name, await KeyAsync("focal_point", MemberState)),
            Names.Mix => new Scenario(name, await MixedAddresses.DrawAsync(client, commitments)),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    private async Task<Scenario> ItemAsync(string name, string? key)
    {
        var code = await CodeInTheMiddleAsync();
        return new Scenario(name, [$"/api/v1/commitments/{code}"]) { Key = key, Commitment = code };
    }

    private async Task<string> KeyAsync(string role, string? party)
    {
        var body = new
        {
            name = $"Benchmark of a {role}",
            role,
            party,
        };
        using var answer = await service.Client.PostAsJsonAsync(new Uri(Keys, UriKind.Relative), body);
        var said = await answer.Content.ReadAsStringAsync();
        using var created =
            answer.StatusCode == HttpStatusCode.Created
                ? JsonDocument.Parse(said)
                : throw new BenchmarkException($"A key was answered {(int)answer.StatusCode}: {said}");
        return created.RootElement.GetProperty("key").GetString()!;
    }

    private async Task<string> TagAsync()
    {
        using var answer = await client.GetAsync(new Uri(ListAddress, UriKind.Relative));
        return answer.Headers.ETag!.ToString();
    }

    /// <summary>The middle one of the generated may be a draft; then it is one of its neighbours.</summary>
    private async Task<string> CodeInTheMiddleAsync()
    {
        var middle = GeneratedTracker.CodeOf(commitments / 2);
        var after = await PageWalk.CodesAsync(client, $"/api/v1/commitments?q={middle[..^1]}&limit=1");
        return after[0];
    }
}
