using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Facts;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.TestStand.Generator;

/// <summary>The database as the program's first start makes it, with its reference data, as if that had been on a certain day.</summary>
internal static class ReferenceDatabase
{
    private const string IdsSql = "select public_id from progress_updates order by progress_update_id";

    private const string RenameSql = """
        update progress_updates set public_id = @drawn where public_id = @given;
        update changes set fields_after = replace(fields_after, @given, @drawn)
        where commitment_code = (select commitment_code from progress_updates where public_id = @drawn);
        """;

    private static readonly DateTimeOffset FirstStart = new(2026, 1, 19, 2, 0, 0, TimeSpan.Zero);

    public static async Task MakeAsync(string path)
    {
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new StandingClock())
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        new Dictionary<string, string?>
                        {
                            [$"{DatabaseOptions.Section}:Engine"] = SqliteEngine.EngineName,
                            [$"{DatabaseOptions.Section}:Path"] = path,
                        }
                    )
                    .Build()
            )
            .AddLogging()
            .AddDatabase()
            .AddReferenceData()
            .BuildServiceProvider();
        services.GetRequiredService<IEngine>().Prepare();
        await services.GetRequiredService<ReferenceDataLoader>().LoadAsync(CancellationToken.None);
    }

    /// <summary>The program draws the ids of progress updates anew each time; here they are always the same.</summary>
    public static void DrawIds(SqliteConnection connection, int seed)
    {
        var side = 0;
        foreach (var given in connection.Query<string>(IdsSql).AsList())
        {
            // No generated commitment has a number below 0.
            var drawn = new Chance(seed, -1).Id(FirstStart, side += 2).ToString();
            connection.Execute(RenameSql, new { given, drawn });
        }
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => FirstStart;
    }
}
