using System.Collections.Concurrent;
using System.Data.Common;
using CommitmentTracker.Data.Engines;
using CommitmentTracker.Data.Engines.Postgres;
using CommitmentTracker.Data.Engines.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// The engine that this run is about: that of <c>Database__Engine</c>, as for the service itself. A test names its database by the path of a
/// file; on a server there is a database of its own for each path.
/// </summary>
internal static class TestEngine
{
    private static readonly ConcurrentDictionary<string, string> ConnectionStrings = new(StringComparer.Ordinal);

    public static bool IsServer => Environment.GetEnvironmentVariable("Database__Engine") == PostgresEngine.EngineName;

    public static bool IsOnServer(string path) => IsServer || ConnectionStrings.ContainsKey(path);

    /// <summary>Makes a database for this path on the server, whatever the run is about.</summary>
    public static void PutOnServer(string path) => _ = ConnectionStringOf(path);

    /// <summary>The settings, as <c>Section:Name=value</c>, of a service over this database.</summary>
    public static string[] SettingsOf(string path) =>
        IsOnServer(path)
            ? [$"Database:Engine={PostgresEngine.EngineName}", $"Database:ConnectionString={ConnectionStringOf(path)}"]
            : [$"Database:Engine={SqliteEngine.EngineName}", $"Database:Path={path}"];

    /// <summary>Past the service.</summary>
    public static DbConnection Open(string path)
    {
        DbConnection connection = IsOnServer(path)
            ? new NpgsqlConnection($"{ConnectionStringOf(path)};Pooling=false")
            : new SqliteConnection($"Data Source={path};Mode=ReadWrite;Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>The database of this path, which is on the server, as a command takes it.</summary>
    public static string PlaceOf(string path) => $"{PostgresEngine.EngineName}:{ConnectionStringOf(path)}";

    public static string DropTriggerSql(string table, string trigger) =>
        IsServer ? $"drop trigger {trigger} on {table}" : $"drop trigger {trigger}";

    /// <summary>The engine over this database, for a look of its own.</summary>
    public static IEngine Of(string path) =>
        IsOnServer(path) ? PostgresEngine.Of(ConnectionStringOf(path), TimeProvider.System) : new SqliteEngine(path, TimeProvider.System);

    /// <summary>Makes the database of this path as a copy of another on the same server.</summary>
    public static void CopyOnServer(string from, string to)
    {
        Forget(to);
        ConnectionStrings[to] = PostgresServer.NewDatabaseAsync(ConnectionStringOf(from)).GetAwaiter().GetResult();
    }

    /// <summary>Drops what a folder, or a path in it, had on the server.</summary>
    public static void Forget(string place)
    {
        foreach (var path in ConnectionStrings.Keys.Where(path => path == place || Path.GetDirectoryName(path) == place))
        {
            if (ConnectionStrings.TryRemove(path, out var connectionString))
            {
                PostgresServer.DropAsync(connectionString).Wait();
            }
        }
    }

    private static string ConnectionStringOf(string path) =>
        ConnectionStrings.GetOrAdd(path, _ => PostgresServer.NewDatabaseAsync().GetAwaiter().GetResult());
}

/// <summary>For what is about a database file. Where the run is about a server, it does not count: CI leaves it out by the category.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class OfFilesAttribute : NUnitAttribute, IApplyToTest
{
    public void ApplyToTest(Test test)
    {
        test.Properties.Add(PropertyNames.Category, "OfFiles");
        if (TestEngine.IsServer)
        {
            test.RunState = RunState.Ignored;
            test.Properties.Set(PropertyNames.SkipReason, "It is about a database file.");
        }
    }
}
