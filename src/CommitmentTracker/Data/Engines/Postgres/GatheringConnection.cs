using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>
/// The writer's connection. Statements whose outcome nobody waits for are gathered, also those of several writes, and travel in one message with
/// the next one that somebody waits for: most groups of writes wait for the server a few times in all.
/// </summary>
internal sealed class GatheringConnection(NpgsqlConnection connection) : DbConnection, IGatheringConnection
{
    private readonly List<(NpgsqlBatchCommand Command, int? Rows)> gathered = [];
    private (bool IsSet, int? Rows) next;

    /// <summary>Where in what is gathered the write begins that goes on now.</summary>
    private int mark;

    [AllowNull]
    public override string ConnectionString
    {
        get => connection.ConnectionString;
        set => throw new NotSupportedException();
    }

    public override string Database => connection.Database;

    public override string DataSource => connection.DataSource;

    public override string ServerVersion => connection.ServerVersion;

    public override ConnectionState State => connection.State;

    /// <summary>How many messages were sent.</summary>
    public long Sent { get; private set; }

    public void GatherNext(int? rows) => next = (true, rows);

    /// <summary>A statement without values, for the next message.</summary>
    public void Gather(string sql) => gathered.Add((new NpgsqlBatchCommand(sql), null));

    /// <summary>
    /// Whether a message failed in which there was something of several writes: nobody knows whose fault it was, nor what of the others is left.
    /// </summary>
    public bool IsMixedUp { get; private set; }

    public void BeginWrite() => (mark, next) = (gathered.Count, default);

    /// <summary>Drops what the write has gathered that goes on now.</summary>
    public void Drop() => gathered.RemoveRange(mark, gathered.Count - mark);

    /// <summary>Drops what all have gathered.</summary>
    public void Clear()
    {
        gathered.Clear();
        mark = 0;
    }

    /// <summary>Sends what was gathered, and returns how far the journal has come, where that is asked among it.</summary>
    public async Task<long?> SendAsync()
    {
        if (gathered.Count == 0)
        {
            return null;
        }

        long? answer = null;
        await using var reader = await SendAsync(null);
        do
        {
            if (reader.FieldCount == 1 && reader.GetName(0) == CommitProbe.Column && await reader.ReadAsync())
            {
                answer = reader.GetInt64(0);
            }
            // To the end: what fails later, such as the commit, would else fail unheard.
        } while (await reader.NextResultAsync());

        return answer;
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Open() => throw new NotSupportedException();

    public override void Close() => connection.Close();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    protected override DbCommand CreateDbCommand() => new Command(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Positioned at the rows of the last statement, where none that was gathered has any.</summary>
    private async Task<NpgsqlDataReader> SendAsync(NpgsqlBatchCommand? last)
    {
        if (mark > 0 && last is { CommandText: var text } && !text.StartsWith("select", StringComparison.OrdinalIgnoreCase))
        {
            // What may be refused, such as a second row of one key, goes apart from what others have gathered: it shall fail alone.
            await SendOthersAsync();
        }

        var batch = new NpgsqlBatch(connection);
        var sent = gathered.ToArray();
        gathered.Clear();
        Array.ForEach(sent, each => batch.BatchCommands.Add(each.Command));
        if (last is not null)
        {
            batch.BatchCommands.Add(last);
        }

        var isOfSeveral = mark > 0;
        (mark, Sent) = (0, Sent + 1);
        try
        {
            var reader = await batch.ExecuteReaderAsync();
            if (!Array.Exists(sent, each => each.Rows is { } rows && each.Command.RecordsAffected != rows))
            {
                return reader;
            }

            await reader.DisposeAsync();
            throw new StoreException(StoreFault.Conflict);
        }
        catch (Exception fault) when (isOfSeveral)
        {
            IsMixedUp = true;
            throw new StoreException(StoreFault.Busy, fault);
        }
    }

    /// <summary>Sends what the writes before this one have gathered.</summary>
    private async Task SendOthersAsync()
    {
        var own = gathered[mark..];
        Drop();
        await using (await SendAsync(last: null)) { }

        gathered.AddRange(own);
    }

    /// <summary>What Dapper fills with a statement and its values.</summary>
    private sealed class Command(GatheringConnection connection) : DbCommand
    {
        private readonly NpgsqlBatchCommand command = new();

        [AllowNull]
        public override string CommandText
        {
            get => command.CommandText;
            set => command.CommandText = value ?? "";
        }

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; } = connection;

        protected override DbParameterCollection DbParameterCollection => command.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel() { }

        public override void Prepare() { }

        public override int ExecuteNonQuery() => throw new NotSupportedException();

        public override object? ExecuteScalar() => throw new NotSupportedException();

        public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
        {
            if (connection.next is (true, var rows))
            {
                connection.next = default;
                connection.gathered.Add((command, rows));
                return rows ?? 0;
            }

            await using var reader = await SendAsync(cancellationToken);
            while (await reader.NextResultAsync(CancellationToken.None)) { }

            return (int)command.RecordsAffected;
        }

        public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
        {
            await using var reader = await SendAsync(cancellationToken);
            return await reader.ReadAsync(CancellationToken.None) ? reader.GetValue(0) : null;
        }

        protected override DbParameter CreateDbParameter() => new NpgsqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotSupportedException();

        protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(
            CommandBehavior behavior,
            CancellationToken cancellationToken
        ) => await SendAsync(cancellationToken);

        /// <summary>Not broken off once it is on its way: the transaction is also that of others.</summary>
        private Task<NpgsqlDataReader> SendAsync(CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            return connection.SendAsync(command);
        }
    }
}
