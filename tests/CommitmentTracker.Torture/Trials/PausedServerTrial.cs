using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>The server stands still with all its connections open: whoever asks is answered in time, and all goes on once it does.</summary>
internal sealed class PausedServerTrial : ITrial
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(5);

    public string Name => "paused-server";

    public async Task<string> RunAsync(Ground ground)
    {
        await using var server = await PostgresServer.StartAsync();
        var instances = new Instances(ground, server);
        await instances.StartAsync();
        using var load = await MixedLoad.StartAsync(instances, server, Name);
        // The second is longer than any statement is waited for.
        int[] pauses = ground.Form<int[]>([5, 10, 20, 7, 30], [6, 17]);
        var slowestRecovery = TimeSpan.Zero;
        foreach (var seconds in pauses)
        {
            await load.GoOnAsync(200, TimeSpan.FromSeconds(20));
            load.Versions.NoteTrouble();
            await server.PauseAsync();
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            load.Versions.NoteTrouble();
            await server.ResumeAsync();
            var recovery = await instances.ReadyAsync(LongestRecovery);
            slowestRecovery = recovery > slowestRecovery ? recovery : slowestRecovery;
            await load.GoOnAsync(1, LongestRecovery);
            Ground.Say($"{seconds} s paused: ready after {recovery.TotalSeconds:F1} s; {instances}");
        }

        await load.GoOnAsync(200, TimeSpan.FromSeconds(20));
        var seen = await load.SettleAsync();
        Expect.That(instances.Slowest < LongestAnswer, $"{instances.SlowestPath} was answered after {instances.Slowest.TotalSeconds:F1} s");
        return $"paused {string.Join(", ", pauses)} s, ready {slowestRecovery.TotalSeconds:F1} s after it at the slowest; {seen}";
    }
}
