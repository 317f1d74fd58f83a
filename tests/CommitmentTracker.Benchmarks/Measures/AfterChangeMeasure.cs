using System.Diagnostics;
using System.Net;
using CommitmentTracker.Benchmarks.Results;
using CommitmentTracker.Benchmarks.Scenarios;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>
/// How long the first answer takes after a change, when nothing that was found before may be told again. One client changes and asks in
/// turn, so that nothing else brings the change in before it.
/// </summary>
internal sealed class AfterChangeMeasure(BenchmarkOptions options, ProgressUpdates updates)
{
    /// <summary>These are not counted: in them the code is compiled.</summary>
    private const int WarmUps = 5;

    public async Task<AfterChangeResult> RunAsync(PublishedService service, Scenario scenario, int commitments)
    {
        using var client = service.ClientWith(scenario.Key);
        var address = new Uri(scenario.Addresses[0], UriKind.Relative);
        var took = new List<double>();
        await Idle.WaitAsync(service.Figures);
        for (var change = -WarmUps; change < options.Changes; change++)
        {
            await updates.SendAsync(service.Client, scenario.Commitment);
            var startedAt = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(address);
            var elapsed = Stopwatch.GetElapsedTime(startedAt);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new BenchmarkException($"{address} was answered {(int)answer.StatusCode}.");
            }

            if (change >= 0)
            {
                took.Add(elapsed.TotalMilliseconds);
            }
        }

        return new AfterChangeResult
        {
            Name = scenario.Name,
            Commitments = commitments,
            Median = Figures.Median(took),
            Slowest = took.Max(),
        };
    }
}
