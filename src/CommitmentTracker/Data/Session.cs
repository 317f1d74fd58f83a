using System.Data.Common;
using Dapper;

namespace CommitmentTracker.Data;

/// <summary>One consistent view of the database, for the length of one transaction.</summary>
internal class Session(DbConnection connection, CancellationToken cancellation)
{
    /// <summary>What was found to be there. Nothing that others refer to is ever deleted, and a sheet names the same few codes in each row.</summary>
    private readonly HashSet<(string What, string Code)> there = [];

    /// <summary>Commitments as they were read before, where that is kept.</summary>
    public KnownCommitments? Known { get; private protected set; }

    public bool IsKnown(string what, string code) => there.Contains((what, code));

    public void Know(string what, IEnumerable<string> codes) => there.UnionWith(codes.Select(code => (what, code)));

    /// <summary>For who reads the same commitments again and again: in one view they stay what they are.</summary>
    public void KeepWhatIsRead() => Known ??= new KnownCommitments();

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? values = null) =>
        (await connection.QueryAsync<T>(Command(sql, values))).AsList();

    /// <summary>One row at a time, for what is too much to be held at once.</summary>
    public IAsyncEnumerable<T> StreamAsync<T>(string sql, object? values = null) =>
        new Cancellable<T>(connection.QueryUnbufferedAsync<T>(sql, values), cancellation);

    public Task<T?> FirstOrDefaultAsync<T>(string sql, object? values = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Command(sql, values));

    public async Task<T> SingleAsync<T>(string sql, object? values = null) => await connection.QuerySingleAsync<T>(Command(sql, values));

    /// <summary>
    /// The rows of a query that is asked at every start or of very many rows, read by hand: Dapper compiles code for each kind of row, which
    /// the start would wait for, and keeps the names of columns and the values of cells apart, which costs twice the time.
    /// </summary>
    public async Task<List<T>> ReadAsync<T>(string sql, Func<RowValues, T> read, params (string Name, object Value)[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (rows, row) = (new List<T>(), new RowValues(reader));
        while (await row.MoveNextAsync(cancellation))
        {
            rows.Add(read(row));
        }

        return rows;
    }

    protected Task<int> RunAsync(string sql, object? values) => connection.ExecuteAsync(Command(sql, values));

    /// <summary>Ends with the session's own token, so that nobody who reads needs to pass it on.</summary>
    private sealed class Cancellable<T>(IAsyncEnumerable<T> rows, CancellationToken cancellation) : IAsyncEnumerable<T>
    {
        public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            rows.GetAsyncEnumerator(cancellation);
    }

    private CommandDefinition Command(string sql, object? values) => new(sql, values, cancellationToken: cancellation);
}

/// <summary>The same with the right to write, at one instant.</summary>
internal sealed class WriteSession : Session
{
    private readonly Ids ids;
    private readonly IGatheringConnection? gathering;

    public WriteSession(DbConnection connection, KnownCommitments known, Ids ids, DateTimeOffset now, CancellationToken cancellation)
        : base(connection, cancellation)
    {
        base.Known = known;
        this.ids = ids;
        gathering = connection as IGatheringConnection;
        Now = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    /// <summary>The instant of everything that this transaction writes, as exact as it is stored.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>For a record that is made now; greater than all that were drawn before it.</summary>
    public Guid NewId() => ids.Next(Now);

    public new KnownCommitments Known => base.Known!;

    /// <summary>Whether it stores an accepted import, and so may change the commitments that this holds.</summary>
    public bool CarriesOutImport { get; set; }

    /// <summary>Runs it at once, and says how many rows it changed.</summary>
    public Task<int> ExecuteAsync(string sql, object? values = null) => RunAsync(sql, values);

    /// <summary>Runs it at some time before the next question or the end of the write: each wait for a server costs more than what it does.</summary>
    public Task PutAsync(string sql, object? values = null)
    {
        gathering?.GatherNext(rows: null);
        return RunAsync(sql, values);
    }

    /// <summary>The same of what must change one row; where it changes none, another has changed it, and the write fails.</summary>
    public async Task PutOneAsync(string sql, object? values = null)
    {
        gathering?.GatherNext(rows: 1);
        if (await RunAsync(sql, values) != 1 && gathering is null)
        {
            throw new StoreException(StoreFault.Conflict);
        }
    }
}

/// <summary>The values of a row, taken one after the other in the order in which the query names its columns.</summary>
internal sealed class RowValues(DbDataReader reader)
{
    private int next;

    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellation)
    {
        next = 0;
        return await reader.ReadAsync(cancellation);
    }

    public string Text() => reader.GetString(next++);

    public string? TextOrNull() => reader.IsDBNull(next) ? Skip<string>() : Text();

    /// <summary>For what many rows name alike, and is held in memory: one object for all of them.</summary>
    public string Code() => string.Intern(Text());

    public string? CodeOrNull() => reader.IsDBNull(next) ? Skip<string>() : Code();

    public long Number() => reader.GetInt64(next++);

    public long? NumberOrNull() => reader.IsDBNull(next) ? Skip<long?>() : Number();

    public T Enum<T>()
        where T : struct, Enum => EnumCode.Parse<T>(Text());

    public T? EnumOrNull<T>()
        where T : struct, Enum => EnumCode.ParseOrNull<T>(TextOrNull());

    public DateOnly Day() => Stored.ParseDay(Text());

    public DateOnly? DayOrNull() => Stored.ParseDayOrNull(TextOrNull());

    public DateTimeOffset Instant() => Stored.ParseInstant(Text());

    private T? Skip<T>()
    {
        next++;
        return default;
    }
}
