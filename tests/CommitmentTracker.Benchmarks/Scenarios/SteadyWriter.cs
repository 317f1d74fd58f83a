namespace CommitmentTracker.Benchmarks.Scenarios;

/// <summary>Sends progress updates at an even pace beside what is measured, and holds each to being recorded.</summary>
internal sealed class SteadyWriter : IAsyncDisposable
{
    private const int PerSecond = 20;

    private readonly HttpClient client;
    private readonly ProgressUpdates updates;
    private readonly CancellationTokenSource end = new();
    private readonly Task sending;

    public SteadyWriter(HttpClient client, ProgressUpdates updates)
    {
        (this.client, this.updates) = (client, updates);
        sending = SendAsync();
    }

    /// <summary>Throws when one was not recorded.</summary>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await sending;
        end.Dispose();
    }

    private async Task SendAsync()
    {
        var answers = new List<Task>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        try
        {
            while (await pace.WaitForNextTickAsync(end.Token))
            {
                // Not waited for: a slow answer must not slow the pace.
                answers.Add(updates.SendAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            // It was told to end.
        }

        await Task.WhenAll(answers);
    }
}
