using CommitmentTracker.TestStand;
using CommitmentTracker.TestStand.Generator;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>A generated database to write to, in a folder of its own that goes with it.</summary>
internal sealed class WorkingCopy : IDisposable
{
    private WorkingCopy(string folder) => Folder = folder;

    public string Folder { get; }

    public string Path => System.IO.Path.Combine(Folder, "commitments.db");

    public static async Task<WorkingCopy> MakeAsync(BenchmarkOptions options, int commitments)
    {
        var kept = await GeneratedTracker.CachedAsync(options.Folder, commitments, options.Seed);
        var copy = new WorkingCopy(
            Directory.CreateDirectory(System.IO.Path.Combine(options.Folder, $"run-{Environment.ProcessId}")).FullName
        );
        File.Copy(kept, copy.Path);
        return copy;
    }

    /// <summary>Beside it, a database as the first start of the service leaves it.</summary>
    public async Task<string> ShippedAsync(string appFolder, string name)
    {
        var path = System.IO.Path.Combine(Folder, $"{name}.db");
        await using var service = await PublishedService.StartAsync(new ServiceStart { DatabasePath = path, AppFolder = appFolder });
        await service.StopAsync();
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
