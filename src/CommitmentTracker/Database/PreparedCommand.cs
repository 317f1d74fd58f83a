using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Database;

/// <summary>A command that borrows the prepared statement of its text from the connection, for as long as it lives.</summary>
internal sealed class PreparedCommand(PreparedConnection connection) : DbCommand
{
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
            borrowed.Parameters.Add(value);
        }

        return borrowed;
    }
}
