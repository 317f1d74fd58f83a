using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests;

/// <summary>The program as it is installed, in a folder of its own, and started from another one.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class SettingsFileTests
{
    private const string SettingsFile = "appsettings.json";

    private DirectoryInfo installed = null!;
    private DirectoryInfo elsewhere = null!;

    [SetUp]
    public void Install()
    {
        installed = Directory.CreateTempSubdirectory("commitment-tracker-program-");
        elsewhere = Directory.CreateTempSubdirectory("commitment-tracker-elsewhere-");
        foreach (var entry in new FileInfo(typeof(Program).Assembly.Location).Directory!.EnumerateFileSystemInfos())
        {
            var path = Path.Combine(installed.FullName, entry.Name);
            // The program is where its own file is, which a link does not move; what it loads from beside it may be linked.
            if (entry is FileInfo file && entry.Name.StartsWith("CommitmentTracker.", StringComparison.Ordinal))
            {
                file.CopyTo(path);
            }
            else if (entry.Name != SettingsFile)
            {
                File.CreateSymbolicLink(path, entry.FullName);
            }
        }
    }

    [TearDown]
    public void Remove()
    {
        foreach (var entry in installed.EnumerateFileSystemInfos())
        {
            entry.Delete();
        }

        installed.Delete();
        elsewhere.Delete(recursive: true);
    }

    [Test]
    public async Task The_settings_file_beside_the_program_counts_wherever_it_is_started_from()
    {
        var settings = new JsonObject { ["Access"] = new JsonObject { ["PublicRead"] = false } };
        await File.WriteAllTextAsync(Path.Combine(installed.FullName, SettingsFile), settings.ToJsonString());
        using var service = await StartAsync();
        using var anyone = new HttpClient { BaseAddress = service.Address };
        await (await anyone.SendAsync(HttpMethod.Get, "/commitments")).ProblemAsync(401, "unauthenticated");
    }

    [Test]
    public async Task A_settings_file_in_the_folder_that_it_is_started_from_is_another_programs()
    {
        await File.WriteAllTextAsync(Path.Combine(installed.FullName, SettingsFile), "{}");
        await File.WriteAllTextAsync(Path.Combine(elsewhere.FullName, SettingsFile), """{"Access":{"PublicRead":false}}""");
        using var service = await StartAsync();
        using var anyone = new HttpClient { BaseAddress = service.Address };
        Assert.That((int)(await anyone.SendAsync(HttpMethod.Get, "/commitments")).StatusCode, Is.EqualTo(200));
    }

    [Test]
    [OfFiles]
    public async Task A_relative_database_path_starts_at_the_folder_that_it_is_started_from()
    {
        await File.WriteAllTextAsync(Path.Combine(installed.FullName, SettingsFile), "{}");
        using var service = await StartAsync("--Database:Path=own/tracker.db");
        Assert.That(File.Exists(Path.Combine(elsewhere.FullName, "own", "tracker.db")));
    }

    [Test]
    public async Task It_watches_no_file_and_no_folder()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Only Linux tells what a process watches.");
        }

        await File.WriteAllTextAsync(Path.Combine(installed.FullName, SettingsFile), "{}");
        for (var count = 0; count < 50; count++)
        {
            elsewhere.CreateSubdirectory($"folder-{count}");
        }

        using var service = await StartAsync();
        Assert.That(WatchesOf(service.Id), Is.Zero);
    }

    private Task<ServiceProcess> StartAsync(params string[] settings) =>
        ServiceProcess.StartCopyAsync(
            Path.Combine(installed.FullName, Path.GetFileName(typeof(Program).Assembly.Location)),
            elsewhere.FullName,
            ["--ReferenceData:Load=false", .. settings]
        );

    private static int WatchesOf(int process) =>
        new DirectoryInfo($"/proc/{process}/fdinfo")
            .EnumerateFiles()
            .Sum(file => ReadOrNothing(file.FullName).Split('\n').Count(line => line.StartsWith("inotify wd:", StringComparison.Ordinal)));

    /// <summary>A descriptor may be closed between the look at the folder and that into the file.</summary>
    private static string ReadOrNothing(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
