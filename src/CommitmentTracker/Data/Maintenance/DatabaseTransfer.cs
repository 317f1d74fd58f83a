using System.Data.Common;

namespace CommitmentTracker.Data.Maintenance;

/// <summary>
/// Copies a database into an empty one, of another engine as a rule, row by row: what is stored is the same text and the same numbers on all.
/// What is copied is one consistent view, and what is made is checked before it is said to be there.
/// </summary>
internal static class DatabaseTransfer
{
    /// <summary>Each after those that it refers to, as far as that can be.</summary>
    public static readonly string[] Tables =
    [
        "themes",
        "instruments",
        "parties",
        "member_states",
        "bodies",
        "commitments",
        "also_under",
        "assignments",
        "milestones",
        "progress_updates",
        "calendar_entries",
        "calendar_feeds",
        "api_keys",
        "idempotent_answers",
        "imports",
        "import_rows",
        // Before the rounds that they are of: to a closed one nothing may be added.
        "round_instruments",
        "rounds",
        "round_reports",
        "changes",
        "reference_rows",
    ];

    private const string IsEmptySql =
        "select (select count(*) from changes) + (select count(*) from parties) + (select count(*) from themes)";

    public static async Task<CheckOutcome> RunAsync(IEngine from, IEngine to, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            to.Prepare();
            await CopyAsync(from, to, time, cancellation);
        }
        catch (Exception fault) when (from.Explain(fault) is not null || to.Explain(fault) is not null)
        {
            var about = from.Explain(fault) is not null ? from : to;
            throw new DatabaseFileException(about.InWords(fault), fault);
        }

        var outcome = await DatabaseCheck.RunAsync(to, cancellation);
        return outcome.IsSound
            ? outcome
            : throw new DatabaseFileException(
                $"The copy in {to.Place} is not sound. {outcome.Findings.Listed[0]} The command check tells all."
            );
    }

    private static async Task CopyAsync(IEngine from, IEngine to, TimeProvider time, CancellationToken cancellation)
    {
        await using var view = await from.BeginCheckAsync(cancellation);
        var source = new Session(view.Connection, cancellation);
        if (await from.AppliedAsync(source) is not { } applied || applied.Count == 0 || applied[^1].Number != from.Migrations[^1].Number)
        {
            throw new DatabaseFileException($"{from.Place} is not of this program's schema: start the service with it once, then copy it.");
        }

        await to.Writer.BeginAsync();
        try
        {
            var target = new WriteSession(to.Writer.Connection, new KnownCommitments(), new Ids(), time.GetUtcNow(), cancellation);
            if (await target.SingleAsync<long>(IsEmptySql) > 0)
            {
                throw new DatabaseFileException($"{to.Place} holds records already, and only an empty database is copied into.");
            }

            await to.DeferReferencesAsync(target);
            foreach (var table in Tables)
            {
                await CopyAsync(view.Connection, to.Writer.Connection, table, cancellation);
            }

            await to.Writer.CommitAsync();
        }
        catch
        {
            to.Writer.Reset();
            throw;
        }
    }

    private static async Task CopyAsync(DbConnection from, DbConnection to, string table, CancellationToken cancellation)
    {
        await using var read = from.CreateCommand();
        read.CommandText = $"select * from {table}";
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        var columns = Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).ToList();
        var sql =
            $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(column => $"@{column}"))})";
        while (await rows.ReadAsync(cancellation))
        {
            await using var write = to.CreateCommand();
            write.CommandText = sql;
            for (var index = 0; index < columns.Count; index++)
            {
                var value = write.CreateParameter();
                (value.ParameterName, value.Value) = ($"@{columns[index]}", rows.GetValue(index));
                write.Parameters.Add(value);
            }

            await write.ExecuteNonQueryAsync(cancellation);
        }
    }
}
