using System.Diagnostics.Metrics;

namespace CommitmentTracker.Tracker;

/// <summary>
/// Has the state follow what other processes write to the same database, at once where the engine tells of it and else within a second, and
/// what is written while nobody reads.
/// </summary>
internal sealed class StateWatcher(Preparation preparation, LiveState live, IEngine engine, CommitWatch watch, ILogger<StateWatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var meter = new StateMeter(live);
        await preparation.SucceededAsync(stoppingToken);
        await Task.WhenAll(LookAsync(stoppingToken), engine.ListenAsync(async () => await watch.LookAsync(), stoppingToken));
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Turn);
        var isCut = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await watch.LookAsync();
                var state = await live.CurrentAsync(stoppingToken);
                live.Views.EvictLagging(state.Sequence);
                if (!isCut)
                {
                    CutWords(state);
                    isCut = true;
                }
            }
            catch (StoreException)
            {
                // Locked or failing now; whoever reads is told, and the next turn looks again.
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(fault, "The state in memory could not follow the journal; the next request tries again");
            }
        }
    }

    /// <summary>Of all records once: the first search would wait for it.</summary>
    private static void CutWords(TrackerState state)
    {
        foreach (var commitment in state.Commitments.Values)
        {
            _ = commitment.SearchableText;
        }
    }
}

/// <summary>What the state in memory says of its size. While nobody listens it costs nothing.</summary>
internal sealed class StateMeter : IDisposable
{
    private readonly Meter meter = new(StoreMeter.Name);

    public StateMeter(LiveState live)
    {
        meter.CreateObservableGauge(
            "commitment_tracker.state.commitments",
            () => live.Latest?.Commitments.Count ?? 0,
            "{commitment}",
            "How many commitments are in memory."
        );
        meter.CreateObservableGauge("commitment_tracker.state.views", () => live.Views.Count, "{view}", "How many views are kept of them.");
        meter.CreateObservableGauge(
            "commitment_tracker.state.members",
            () => live.Views.Weight,
            "{member}",
            "How many members all views hold."
        );
    }

    public void Dispose() => meter.Dispose();
}

internal static class StateSetup
{
    public static IServiceCollection AddState(this IServiceCollection services) =>
        services.AddSingleton<LiveState>().AddSingleton<PastChanges>().AddHostedService<StateWatcher>();
}
