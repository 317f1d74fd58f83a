using System.Diagnostics;
using CommitmentTracker.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Tests;

internal sealed class StartupTests
{
    private DirectoryInfo folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("commitment-tracker-");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [TestCase("Deadlines:DueSoonDays", "soon")]
    [TestCase("Access:PublicRead", "maybe")]
    [TestCase("ReferenceData:Load", "perhaps")]
    [TestCase("RateLimits:Enabled", "sometimes")]
    public async Task A_setting_of_the_wrong_kind_stops_the_start_with_a_sentence_that_names_it(string setting, string value)
    {
        var (exitCode, said) = await RunAsync($"--{setting}={value}");
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(said, Does.StartWith("A setting is wrong: ").And.Contain(setting).And.Contain(value));
        Assert.That(said.Trim(), Does.Not.Contain("\n"));
    }

    [Test]
    [OfFiles]
    public async Task A_database_that_another_program_writes_to_stops_the_start_with_a_sentence_that_says_so()
    {
        TestService.Start(folder.FullName, settings: TestService.WithoutReferenceData).Dispose();
        await using var other = new SqliteConnection($"Data Source={DatabasePath};Pooling=false");
        await other.OpenAsync();
        await using var transaction = other.BeginTransaction();
        var (exitCode, said) = await RunAsync();
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(said.Trim(), Is.EqualTo("Another program is writing to the database: stop it, then start again."));
    }

    private string DatabasePath => Path.Combine(folder.FullName, "commitments.db");

    /// <summary>Runs the program itself, for what it prints when it does not start.</summary>
    private async Task<(int ExitCode, string Said)> RunAsync(params string[] settings)
    {
        string[] usual = ["--urls=http://127.0.0.1:0", .. TestEngine.SettingsOf(DatabasePath).Select(setting => $"--{setting}")];
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. usual, .. settings])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder.FullName,
        };
        using var program = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var said = await program.StandardError.ReadToEndAsync(patience.Token);
            await program.WaitForExitAsync(patience.Token);
            return (program.ExitCode, said);
        }
        finally
        {
            program.Kill();
        }
    }
}
