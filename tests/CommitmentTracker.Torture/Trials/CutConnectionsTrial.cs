using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>All connections to the database are cut again and again under load; what listens and waits on them comes back by itself.</summary>
internal sealed class CutConnectionsTrial : ITrial
{
    private const string CutSql = """
        select count(pg_terminate_backend(pid))
        from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
        """;

    private const string ListenersSql = "select count(*) from pg_stat_activity where query like 'listen%'";
    private const int Wakes = 10;

    /// <summary>Less than looking once a second makes of it in the mean: they were told.</summary>
    private static readonly TimeSpan LongestWake = TimeSpan.FromMilliseconds(300);

    public string Name => "cut-connections";

    public async Task<string> RunAsync(Ground ground)
    {
        await using var server = await PostgresServer.StartAsync();
        var instances = new Instances(ground, server);
        await instances.StartAsync();
        using var load = await MixedLoad.StartAsync(instances, server, Name);
        var (times, cut) = (ground.Form(200, 40), 0L);
        using (var database = new ServerDatabase(server.ConnectionString))
        {
            var random = new Random(20_261_127);
            for (var time = 0; time < times; time++)
            {
                load.Versions.NoteTrouble();
                cut += database.Number(CutSql);
                // Now and then before they are back.
                await load.GoOnAsync(random.Next(0, 40), TimeSpan.FromSeconds(20));
            }

            await Task.Delay(TimeSpan.FromSeconds(3));
            var listening = database.Number(ListenersSql);
            Expect.That(listening == Instances.Count, $"{listening} of {Instances.Count} instances listen");
        }

        await load.GoOnAsync(200, TimeSpan.FromSeconds(20));
        await load.StopAsync();
        var wake = await WakeAsync(instances);
        Expect.That(wake < LongestWake, $"a long poll on the other instance wakes after {wake.TotalMilliseconds:F0} ms in the mean");
        return $"{cut} connections cut in {times} times; a long poll on the other instance wakes after {wake.TotalMilliseconds:F0} ms in the mean; {await load.SettleAsync()}";
    }

    /// <summary>How long a long poll on one instance takes to tell of what the other has acknowledged, in the mean.</summary>
    private static async Task<TimeSpan> WakeAsync(Instances instances)
    {
        const string code = "WAKE-01";
        await instances.Calls(0).CreateAsync(code);
        var all = TimeSpan.Zero;
        for (var wake = 0; wake < Wakes; wake++)
        {
            var since = await EndAsync(instances);
            var poll = instances.Calls(1).GetAsync(string.Create(CultureInfo.InvariantCulture, $"/changes?since={since}&wait=10"));
            await Task.Delay(300);
            using var change = await instances.Calls(0).RetitleAsync(code, $"Wake {wake}", "*");
            var began = Stopwatch.GetTimestamp();
            Expect.That(change.StatusCode == HttpStatusCode.OK, await TrackerCalls.SaidAsync(change));
            using var answer = await poll;
            all += Stopwatch.GetElapsedTime(began);
            Expect.That(answer.StatusCode == HttpStatusCode.OK, await TrackerCalls.SaidAsync(answer));
        }

        return all / Wakes;
    }

    private static async Task<long> EndAsync(Instances instances)
    {
        var since = 0L;
        JsonNode page;
        do
        {
            page = await instances.Calls(1).ReadAsync(string.Create(CultureInfo.InvariantCulture, $"/changes?since={since}&limit=200"));
            since = (long)page["next"]!;
        } while ((bool)page["more"]!);

        return since;
    }
}
