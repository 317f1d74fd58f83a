using System.Globalization;

namespace CommitmentTracker.Torture.Support;

/// <summary>Writers, readers and a follower on all instances, who go on whatever is done to them, and what they were promised.</summary>
internal sealed class MixedLoad : IDisposable
{
    private const int Clients = 64;

    private readonly Instances instances;
    private readonly PostgresServer server;
    private readonly Ledger ledger = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TenaciousWriters writers;
    private readonly WanderingFollower follower;
    private readonly Task all;

    private MixedLoad(Instances instances, PostgresServer server, string run)
    {
        (this.instances, this.server) = (instances, server);
        (writers, follower, Versions) = (new(instances, ledger, run), new(instances), new(instances, ledger));
        all = Task.WhenAll(
            StopWithFaultAsync(writers.RunAsync(Clients, stop.Token)),
            StopWithFaultAsync(follower.FollowAsync(stop.Token)),
            StopWithFaultAsync(Versions.RunAsync(stop.Token))
        );
    }

    public Versions Versions { get; }

    public int Acknowledged => ledger.Writes;

    public static async Task<MixedLoad> StartAsync(Instances instances, PostgresServer server, string run)
    {
        await TenaciousWriters.PrepareAsync(instances);
        await Versions.PrepareAsync(instances);
        return new MixedLoad(instances, server, run);
    }

    /// <summary>Goes on until so many writes more are acknowledged, or whoever failed has ended it.</summary>
    public async Task GoOnAsync(int writes, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        var goal = Acknowledged + writes;
        while (Acknowledged < goal && !stop.IsCancellationRequested)
        {
            Expect.That(!late.IsCancellationRequested, $"{Acknowledged} of {goal} writes after {patience.TotalSeconds:F0} s: {instances}");
            await Task.Delay(10, CancellationToken.None);
        }

        if (stop.IsCancellationRequested)
        {
            await all;
        }
    }

    /// <summary>Ends it, and leaves the rest to <see cref="SettleAsync"/>.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await all;
    }

    /// <summary>Ends it, and holds the database and the follower to all that was promised.</summary>
    public async Task<string> SettleAsync()
    {
        await StopAsync();
        using var database = new ServerDatabase(server.ConnectionString);
        await follower.CatchUpAsync(database.Number("select max(change_id) from changes"));
        Expect.None(database.Faults(), "faults in the database");
        Expect.None(ledger.BrokenPromises(database), "broken promises");
        await instances.StopAsync();
        await instances.ExpectCheckAsync();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ledger.Acknowledged.Count} reports of {Clients} writers acknowledged, {writers.Repeated} times sent again with the same key, none lost, none twice; {Versions}; {follower.Seen} changes followed over both in {follower.Pages} pages, each once and in order; {instances}"
        );
    }

    public void Dispose() => stop.Dispose();

    /// <summary>Who has failed ends the others, so that the trial tells of it at once.</summary>
    private async Task StopWithFaultAsync(Task one)
    {
        try
        {
            await one;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }
}
