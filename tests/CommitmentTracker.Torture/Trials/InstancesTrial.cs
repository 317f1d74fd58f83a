using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>Two instances over one server: each of the three is killed in turn under load, and the server restarted.</summary>
internal sealed class InstancesTrial : ITrial
{
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Down = TimeSpan.FromMilliseconds(700);

    public string Name => "instances";

    public async Task<string> RunAsync(Ground ground)
    {
        await using var server = await PostgresServer.StartAsync();
        var instances = new Instances(ground, server);
        await instances.StartAsync();
        using var load = await MixedLoad.StartAsync(instances, server, Name);
        (string What, Func<Task> Do)[] turns =
        [
            ("an instance killed", () => ReplaceAsync(instances, 0)),
            (
                "the server killed",
                async () =>
                {
                    await server.KillAsync();
                    await Task.Delay(Down);
                    await server.StartAgainAsync();
                }
            ),
            ("the other instance killed", () => ReplaceAsync(instances, 1)),
            ("the server restarted", server.RestartAsync),
            (
                "the server stopped at once",
                async () =>
                {
                    await server.StopAsync("immediate");
                    await Task.Delay(Down);
                    await server.StartAgainAsync();
                }
            ),
        ];
        var (writes, rounds) = ground.Form((10_000, 4), (2_500, 1));
        var portion = writes / (rounds * turns.Length + 1);
        await load.GoOnAsync(portion, LongestStandstill);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (what, turn) in turns)
            {
                load.Versions.NoteTrouble();
                await turn();
                load.Versions.NoteTrouble();
                await load.GoOnAsync(portion, LongestStandstill);
                Ground.Say($"{what}: {load.Acknowledged} writes acknowledged");
            }
        }

        return $"{rounds * turns.Length} times one was killed or restarted under load; {await load.SettleAsync()}";
    }

    private static async Task ReplaceAsync(Instances instances, int which)
    {
        instances.Kill(which);
        await instances.StartAsync(which);
    }
}
