using System.Globalization;
using CommitmentTracker.TestStand;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>Hundreds of clients that send a byte a second or never read: the others notice nothing, and the server ends the slow ones.</summary>
internal sealed class SlowClientsTrial : ITrial
{
    private const int SlowHeaders = 500;
    private const int SlowUploads = 100;
    private const int NeverReaders = 50;
    private const int Pipelined = 20;
    private const int HandlesLeft = 12; // connections to the database that stay open for the next caller: three handles each
    private const string Json = "Content-Type: application/json";
    private const string Length = "Content-Length: 100000";
    private static readonly TimeSpan HeaderLimit = TimeSpan.FromSeconds(15 + 6);
    private static readonly TimeSpan UploadLimit = TimeSpan.FromSeconds(5 + 6);
    private static readonly TimeSpan PatienceWithHandles = TimeSpan.FromSeconds(60);

    public string Name => "slow-clients";

    public async Task<string> RunAsync(Ground ground)
    {
        await using var service = await ground.StartAsync();
        // As many at once as will be slow, so that connections to the database which stay open for the next caller are open already.
        await Task.WhenAll(
            Enumerable.Range(0, NeverReaders).Select(_ => new TrackerCalls(service.Client).ReadAsync("/commitments?limit=200"))
        );
        using var onlookers = new Onlookers(service, Onlookers.UsualPaths);
        var handles = service.OpenHandles;

        var neverReaders = new List<RawConnection>();
        for (var each = 0; each < NeverReaders; each++)
        {
            // One after the other: slow clients are what is tried here, not many at once.
            neverReaders.Add(await AskAndNeverReadAsync(service, each));
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        var slow = await Task.WhenAll(
            DripAllAsync(service, SlowHeaders, RawConnection.Head("GET", "/api/v1/commitments", "X-Slow: "), HeaderLimit),
            DripAllAsync(service, SlowUploads, RawConnection.Head("POST", "/api/v1/commitments", Json, Length, "", ""), UploadLimit)
        );
        var most = service.OpenHandles;
        await ExpectHandlesReturnAsync(service, handles + HandlesLeft);
        var sight = onlookers.Stop();
        sight.ExpectUndisturbed("while slow clients held connections");
        neverReaders.ForEach(connection => connection.Dispose());
        return string.Create(
                CultureInfo.InvariantCulture,
                $"{SlowHeaders} slow heads ended after {slow[0].TotalSeconds:F0} s, {SlowUploads} slow uploads after {slow[1].TotalSeconds:F0} s, "
            ) + $"{NeverReaders} that never read too; {sight}; handles {handles} before, {most} during, {service.OpenHandles} after";
    }

    /// <summary>Returns when the last of them was ended.</summary>
    private static async Task<TimeSpan> DripAllAsync(PublishedService service, int count, string head, TimeSpan limit)
    {
        var ends = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => DripAsync(service, head[..^2], limit)));
        Expect.That(
            ends.All(end => end is not null),
            $"{ends.Count(end => end is null)} slow clients are not ended after {limit.TotalSeconds} s"
        );
        return ends.Max()!.Value;
    }

    private static async Task<TimeSpan?> DripAsync(PublishedService service, string head, TimeSpan limit)
    {
        using var connection = await RawConnection.OpenAsync(service);
        await connection.TrySendAsync(head);
        return await connection.DripAsync(limit);
    }

    /// <summary>Asks for far more than the buffers between the two take.</summary>
    private static async Task<RawConnection> AskAndNeverReadAsync(PublishedService service, int number)
    {
        var connection = await RawConnection.OpenAsync(service, isNarrow: true);
        var path = number % 2 == 0 ? "/api/v1/commitments?limit=200" : "/api/v1/commitments.csv";
        var request = RawConnection.Head("GET", path, "");
        for (var each = 0; each < Pipelined; each++)
        {
            await connection.TrySendAsync(request);
        }

        return connection;
    }

    private static async Task ExpectHandlesReturnAsync(PublishedService service, int most)
    {
        using var patience = new CancellationTokenSource(PatienceWithHandles);
        while (service.OpenHandles > most)
        {
            Expect.That(!patience.IsCancellationRequested, $"{service.OpenHandles} handles are open still, not {most}");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }
}
