using System.Diagnostics;
using System.Globalization;
using Dapper;
using Npgsql;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// A PostgreSQL server of Debian's packages, one for the whole run, started by the first test that asks for a database. The script that
/// starts it watches this process and ends it when this process has ended, killed or not, and takes its folder away. Where there are no
/// packages the test is skipped and says so; in CI it fails.
/// </summary>
internal static class PostgresServer
{
    private const int PackagesAreMissing = 3;

    private static readonly Lazy<Task<Outcome>> Started = new(StartAsync);
    private static int databases;

    /// <summary>Skips the test that calls it where there is none.</summary>
    public static void Require() => RunningAsync().GetAwaiter().GetResult();

    /// <summary>Makes a database that no other test knows. Whoever asked for it drops it, since each takes 8 MB of the disk.</summary>
    /// <param name="template">
    /// The connection string of the database to make a copy of, to which nobody may be connected, nor hold a pooled connection.
    /// </param>
    /// <returns>Its connection string, which says nothing about pooling.</returns>
    public static async Task<string> NewDatabaseAsync(string? template = null)
    {
        var server = await RunningAsync();
        var name = $"test_{Interlocked.Increment(ref databases)}";
        // Copying the files takes 14 ms and dropping them 7, where nothing waits for the disk; by way of the log it is 34 and 11.
        await ExecuteAsync(server, $"create database {name} template {NameOf(template) ?? "template1"} strategy file_copy");
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>Drops it, whoever is still connected to it. The caller's own pool is the caller's to clear.</summary>
    public static async Task DropAsync(string database) =>
        await ExecuteAsync(await RunningAsync(), $"drop database if exists {NameOf(database)} with (force)");

    private static string? NameOf(string? connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database;

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<string> RunningAsync()
    {
        var outcome = await Started.Value;
        if (outcome.IsMissing && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Ignore(outcome.Said);
        }

        Assert.That(outcome.ConnectionString, Is.Not.Null, outcome.Said);
        return outcome.ConnectionString!;
    }

    private static async Task<Outcome> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-postgresql-").FullName;
        string[] arguments =
        [
            Repository.PathOf("tests", "postgresql", "server.sh"),
            "start",
            folder,
            "--fast",
            "--while",
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        ];
        var start = new ProcessStartInfo("bash", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
        {
            return new Outcome((await output).Trim(), "", IsMissing: false);
        }

        Directory.Delete(folder, recursive: true);
        return new Outcome(null, await errors, process.ExitCode == PackagesAreMissing);
    }

    private sealed record Outcome(string? ConnectionString, string Said, bool IsMissing);
}
