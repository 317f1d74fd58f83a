namespace CommitmentTracker.Data.Imports;

/// <summary>A large import that is laid down before it is carried out.</summary>
internal sealed record LaidImport
{
    public string ImportId { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Actor { get; init; } = "";
    public string Today { get; init; } = "";
}

/// <summary>A row of it, with the cells that the sheet gave.</summary>
internal sealed record LaidLine
{
    public string ImportId { get; init; } = "";
    public long Step { get; init; }
    public long RowNumber { get; init; }
    public string CommitmentCode { get; init; } = "";
    public long SeenVersion { get; init; }
    public string Cells { get; init; } = "{}";

    public Dictionary<string, string> ToCells() => Stored.Parse<Dictionary<string, string>>(Cells);

    public static string Of(IReadOnlyDictionary<string, string> cells) => Stored.Text(cells);
}

/// <summary>The tables of large imports.</summary>
internal static class ImportTable
{
    private const string BeginSql = "insert into imports (import_id, kind, actor, today) values (@ImportId, @Kind, @Actor, @Today)";

    private const string LaySql = """
        insert into import_rows (import_id, step, row_number, commitment_code, seen_version, cells)
        values (@ImportId, @Step, @RowNumber, @CommitmentCode, @SeenVersion, @Cells)
        """;

    private const string CountSql = "select count(*) from import_rows where import_id = @id";

    private const string AcceptSql = "update imports set accepted_at = @at where import_id = @id";

    private const string StaleSql = """
        select r.import_id, r.step, r.row_number, r.commitment_code, r.seen_version, r.cells
        from import_rows r
        left join commitments c on c.code = r.commitment_code
        where r.import_id = @id and coalesce(c.version, 0) <> r.seen_version
        order by r.step, r.row_number
        limit @limit
        """;

    private const string HeldByAnotherSql = """
        select 1
        from import_rows r
        join import_rows o on o.commitment_code = r.commitment_code and o.import_id <> r.import_id
        join imports i on i.import_id = o.import_id
        where r.import_id = @id and i.accepted_at is not null
        limit 1
        """;

    private const string NextSql = """
        select import_id, kind, actor, today
        from imports
        where accepted_at is not null
        order by accepted_at, import_id
        limit 1
        """;

    private const string RowsSql = """
        select import_id, step, row_number, commitment_code, seen_version, cells
        from import_rows
        where import_id = @id
        order by step, row_number
        limit @limit
        """;

    private const string DoneSql = "delete from import_rows where import_id = @ImportId and step = @Step and row_number = @RowNumber";

    private const string SomeDoneSql = """
        delete from import_rows
        where import_id = @id and (step, row_number) in
            (select step, row_number from import_rows where import_id = @id order by step, row_number limit @limit)
        """;

    private const string EndSql = "delete from imports where import_id = @id";

    private const string NotAcceptedSql = "select import_id from imports where accepted_at is null order by import_id";

    private const string AnySql = "select import_id from imports limit 1";

    public static Task BeginAsync(WriteSession session, LaidImport import) => session.PutAsync(BeginSql, import);

    public static async Task LayAsync(WriteSession session, IEnumerable<LaidLine> rows)
    {
        foreach (var row in rows)
        {
            await session.PutAsync(LaySql, row);
        }
    }

    /// <summary>How many rows of it are laid down and not done.</summary>
    public static Task<long> CountAsync(Session session, string id) => session.SingleAsync<long>(CountSql, new { id });

    public static Task AcceptAsync(WriteSession session, string id)
    {
        session.Known.AnyHeld = true;
        return session.PutOneAsync(AcceptSql, new { id, at = Stored.Instant(session.Now) });
    }

    /// <summary>The rows whose commitment is another by now than the one they were checked against.</summary>
    public static Task<IReadOnlyList<LaidLine>> StaleAsync(Session session, string id, int limit) =>
        session.QueryAsync<LaidLine>(StaleSql, new { id, limit });

    public static async Task<bool> IsHeldByAnotherAsync(Session session, string id) =>
        await session.FirstOrDefaultAsync<long?>(HeldByAnotherSql, new { id }) is not null;

    /// <summary>The accepted import that is carried out next.</summary>
    public static Task<LaidImport?> NextAsync(Session session) => session.FirstOrDefaultAsync<LaidImport>(NextSql);

    public static Task<IReadOnlyList<LaidLine>> RowsAsync(Session session, string id, int limit) =>
        session.QueryAsync<LaidLine>(RowsSql, new { id, limit });

    public static Task DoneAsync(WriteSession session, LaidLine row) => session.PutAsync(DoneSql, row);

    /// <summary>What of the row must wait for all others.</summary>
    public static async Task PutOffAsync(WriteSession session, LaidLine row)
    {
        await DoneAsync(session, row);
        await session.PutAsync(LaySql, row with { Step = 2 });
    }

    public static Task<int> DropRowsAsync(WriteSession session, string id, int limit) =>
        session.ExecuteAsync(SomeDoneSql, new { id, limit });

    public static Task EndAsync(WriteSession session, string id) => session.PutAsync(EndSql, new { id });

    /// <summary>Those that are not accepted: laid down just now, or left behind when the sender went away or the service was stopped.</summary>
    public static Task<IReadOnlyList<string>> NotAcceptedAsync(Session session) => session.QueryAsync<string>(NotAcceptedSql);

    /// <summary>Whether there is any, asked at every start.</summary>
    public static async Task<bool> IsEmptyAsync(Session session) => await session.ReadAsync(AnySql, row => row.Text()) is [];
}

/// <summary>
/// Commitments that an accepted import has still to change. Until it has, nobody else changes them: what was checked must still hold when
/// it is carried out.
/// </summary>
internal static class HeldCommitments
{
    private const string Sql = """
        select 1
        from import_rows r
        join imports i on i.import_id = r.import_id
        where r.commitment_code = @code and i.accepted_at is not null
        limit 1
        """;

    private const string AnySql = "select 1 from imports where accepted_at is not null limit 1";

    /// <summary>Whoever comes in between is told to try again in a moment.</summary>
    public static async Task LeaveAloneAsync(WriteSession session, string code)
    {
        // Mostly there is none at all, and each write asks.
        var any = session.Known.AnyHeld ??= await session.ReadAsync(AnySql, row => row.Number()) is not [];
        if (any && !session.CarriesOutImport && await session.FirstOrDefaultAsync<long?>(Sql, new { code }) is not null)
        {
            throw new StoreException(StoreFault.Busy);
        }
    }
}
