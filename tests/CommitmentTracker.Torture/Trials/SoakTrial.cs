using System.Globalization;
using CommitmentTracker.TestStand;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>A day of mixed use, over midnight, on a clock that runs faster: memory and handles must not go on growing.</summary>
internal sealed class SoakTrial : ITrial
{
    private const string Code = "SOAK-01";
    private const int Samples = 24;
    private const double MostGrowth = 48; // MiB over the last two thirds: the first is for what is filled once, pools and caches
    private const int MostHandles = 12;

    // The runtime fills a part of the processor's cache before it collects, which on a large machine takes the whole trial; with 4 MiB
    // what is resident is what is in use.
    private const string SmallGeneration = "0x400000";

    public string Name => "soak";

    public async Task<string> RunAsync(Ground ground)
    {
        var (instant, speed, hours) = ground.Form(("2027-03-01T10:00:00Z", 480, 24.0), ("2027-03-01T16:45:00Z", 72, 0.5));
        var clock = FakeClock.At(ground, instant);
        await using var service = await ground.StartAsync([("DOTNET_GCgen0size", SmallGeneration), .. clock.Environment]);
        await new TrackerCalls(service.Client).CreateAsync(Code);
        using var stop = new CancellationTokenSource();
        var day = new Day(service.Client, Code);
        var follower = new Follower(service.Client);
        Task[] clients =
        [
            day.WriteAsync(stop.Token),
            day.DownloadAsync(stop.Token),
            day.ImportAsync(stop.Token),
            follower.FollowAsync(stop.Token),
            follower.PageAsync([Code], stop.Token),
        ];
        using var onlookers = new Onlookers(service, Onlookers.UsualPaths);
        clock.Set(instant, speed);
        var days = new SortedSet<string>(StringComparer.Ordinal);
        var resident = new List<double>();
        var handles = new List<int>();
        for (var sample = 0; sample < Samples; sample++)
        {
            await Task.WhenAny([Task.Delay(TimeSpan.FromHours(hours / speed / Samples)), .. clients]);
            days.Add((string)(await new TrackerCalls(service.Client).ReadAsync("/commitments?limit=1"))["asOf"]!);
            resident.Add(service.ResidentBytes / 1024.0 / 1024.0);
            handles.Add(service.OpenHandles);
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        var sight = onlookers.Stop();
        Expect.None(sight.Unexpected, "reads other than 200");
        Expect.That(days.Count == 2, $"the days were {string.Join(", ", days)}");
        Ground.Say($"MiB: {string.Join(' ', resident.Select(each => each.ToString("F0", CultureInfo.InvariantCulture)))}");
        Ground.Say($"handles: {string.Join(' ', handles)}, of the database {service.Figures.OpenHandlesOf(ground.DatabasePath)}");
        var growth = Slope(resident.Skip(Samples / 3).ToList()) * Samples * 2 / 3;
        var more = handles[^1] - handles[Samples / 3];
        Expect.That(growth < MostGrowth, $"memory grows: {growth:F0} MiB over the last two thirds");
        Expect.That(more < MostHandles, $"{more} handles more than after the first third");
        return $"{hours} hours at {speed} times the speed by faketime, over midnight ({string.Join(" to ", days)}): {day.Writes} writes, "
            + $"{day.Imports} imports, {day.Downloads} downloads, {follower.Changes} changes followed, {sight.Answers} reads; over the last two "
            + $"thirds memory grew by {growth:F1} MiB to {resident[^1]:F0} MiB, handles by {more} to {handles[^1]}";
    }

    /// <summary>By least squares, for each sample.</summary>
    private static double Slope(List<double> values)
    {
        var (middle, mean) = ((values.Count - 1) / 2.0, values.Average());
        return values.Select((value, at) => (at - middle) * (value - mean)).Sum()
            / values.Select((_, at) => (at - middle) * (at - middle)).Sum();
    }
}
