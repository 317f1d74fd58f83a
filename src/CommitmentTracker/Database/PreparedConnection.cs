using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Database;

/// <summary>
/// A connection that keeps the statements it has run prepared for their next run. Dapper makes a command for each call, and the driver
/// would parse and plan the same text again each time, which costs more than most of our statements take to run.
/// </summary>
internal sealed class PreparedConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>Queries with filters have a text for each set of filters. When there are too many, all are disposed of: those in use are prepared again.</summary>
    private const int MaxStatements = 200;

    private readonly Dictionary<string, SqliteCommand> idle = new(StringComparer.Ordinal);

    /// <summary>Whether a transaction is open: the engine ends it by itself when the disk is full or fails.</summary>
    public bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>Runs a statement without values, such as those that begin and end transactions.</summary>
    public void Run(string sql)
    {
        var command = Take(sql);
        command.ExecuteNonQuery();
        GiveBack(command);
    }

    public long Number(string sql)
    {
        var command = Take(sql);
        var number = (long)command.ExecuteScalar()!;
        GiveBack(command);
        return number;
    }

    /// <summary>A command of this text, prepared if it ran before. Two that run at once get one each.</summary>
    public SqliteCommand Take(string sql)
    {
        if (idle.Remove(sql, out var command))
        {
            return command;
        }

        command = CreateCommand();
        command.CommandText = sql;
        return command;
    }

    public void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (idle.Count >= MaxStatements)
        {
            DisposeIdle();
        }

        if (State != System.Data.ConnectionState.Open || !idle.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            DisposeIdle();
        }

        base.Dispose(disposing);
    }

    private void DisposeIdle()
    {
        foreach (var command in idle.Values)
        {
            command.Dispose();
        }

        idle.Clear();
    }
}
