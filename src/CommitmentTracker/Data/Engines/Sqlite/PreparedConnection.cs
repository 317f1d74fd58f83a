using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Data.Engines.Sqlite;

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

/// <summary>A command that borrows the prepared statement of its text from the connection, for as long as it lives.</summary>
internal sealed class PreparedCommand(PreparedConnection connection) : DbCommand
{
    private const char Sign = '@';

    /// <summary>Only its parameters are used: the driver lets nobody else make a collection of them.</summary>
    private readonly SqliteCommand values = new();

    private SqliteCommand? borrowed;

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; } = connection.DefaultTimeout;

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => values.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel() => borrowed?.Cancel();

    public override void Prepare() { }

    public override int ExecuteNonQuery() => Borrow().ExecuteNonQuery();

    public override object? ExecuteScalar() => Borrow().ExecuteScalar();

    /// <summary>The driver does all of it before it returns, so there is nothing to wait for, and nothing to break off meanwhile.</summary>
    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ExecuteNonQuery());
    }

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Borrow().ExecuteReader(behavior);

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ExecuteDbDataReader(behavior));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (borrowed is not null)
            {
                connection.GiveBack(borrowed);
                borrowed = null;
            }

            values.Dispose();
        }

        base.Dispose(disposing);
    }

    private SqliteCommand Borrow()
    {
        borrowed ??= connection.Take(CommandText);
        borrowed.Transaction = (SqliteTransaction?)DbTransaction;
        borrowed.Parameters.Clear();
        foreach (SqliteParameter value in values.Parameters)
        {
            // As it stands in the statement: the driver looks a name without its sign up several times, at each run.
            if (!value.ParameterName.StartsWith(Sign))
            {
                value.ParameterName = Sign + value.ParameterName;
            }

            borrowed.Parameters.Add(value);
        }

        return borrowed;
    }
}
