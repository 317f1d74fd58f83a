using System.Diagnostics;

namespace CommitmentTracker.TestStand;

/// <summary>The service as <c>dotnet publish</c> makes it for the public: a Release build in a folder of its own.</summary>
public static class PublishedApp
{
    public const string Assembly = "CommitmentTracker.dll";

    private static readonly Lazy<Task<string>> Published = new(() => PublishAsync("src", "CommitmentTracker"));

    /// <summary>The folder with what was published, once for this program; it is deleted when the program ends.</summary>
    public static Task<string> FolderAsync() => Published.Value;

    /// <summary>The same of another program of this repository, to be held against the service.</summary>
    public static async Task<string> PublishAsync(params string[] path)
    {
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-app-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        var project = Repository.PathOf(path);
        // No build server outlives this program.
        string[] arguments =
        [
            "publish",
            project,
            "-c",
            "Release",
            "-o",
            folder.FullName,
            "-nodereuse:false",
            "-p:UseSharedCompilation=false",
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? folder.FullName
            : throw new InvalidOperationException($"dotnet publish ended with {publish.ExitCode}:{Environment.NewLine}{said}");
    }
}
