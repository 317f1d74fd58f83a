using CommitmentTracker.TestStand.Generator;

namespace CommitmentTracker.Benchmarks.Scenarios;

/// <summary>The reads that are measured one by one, as the public sends them.</summary>
internal sealed class ReadScenarios(HttpClient client, int commitments)
{
    public const string ListAddress = "/api/v1/commitments?memberState=VN&status=in_progress&limit=50";

    private const double Far = 0.75;

    public async Task<Scenario> MakeAsync(string name) =>
        name switch
        {
            Names.List => new Scenario(name, [ListAddress]),
            Names.NotModified => new Scenario(name, [ListAddress]) { IfNoneMatch = await TagAsync() },
            Names.DeepPage => new Scenario(name, [await PageWalk.ToAsync(client, ListAddress, Far) ?? ListAddress]),
            Names.Item => new Scenario(name, [$"/api/v1/commitments/{await CodeInTheMiddleAsync()}"]),
            Names.Summary => new Scenario(name, ["/api/v1/summary?groupBy=memberState"]),
            // Of an instrument that holds as many commitments in a large tracker as in a small one.
            Names.Matrix => new Scenario(name, [$"/api/v1/summary/matrix?instrument={GeneratedTracker.SmallInstruments[0]}"]),
            Names.FullText => new Scenario(name, ["/api/v1/commitments?q=payment%20universities&limit=50"]),
            Names.Mix => new Scenario(name, await MixedAddresses.DrawAsync(client, commitments)),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

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
