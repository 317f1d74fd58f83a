namespace CommitmentTracker.Data.Rounds;

/// <summary>The rounds as they are stored, with the instruments that each is about. They come to be and change as reference data does.</summary>
internal sealed class RoundTable : ReferenceTable<RoundTable, Round>, IReferenceTable<Round>
{
    private const string SelectSql = """
        select round_code, name, period_from, period_to, closes_on, closed_at, report_sha256, version, created_at, updated_at
        from rounds
        """;

    private const string InstrumentsSql = "select instrument_code from round_instruments where round_code = @code order by instrument_code";

    private const string InsertSql = """
        insert into rounds (round_code, name, period_from, period_to, closes_on, closed_at, report_sha256, version, created_at, updated_at)
        select @RoundCode, @Name, @PeriodFrom, @PeriodTo, @ClosesOn, @ClosedAt, @ReportSha256, @Version, @CreatedAt, @UpdatedAt
        where not exists (select 1 from rounds where round_code = @RoundCode)
        """;

    private const string UpdateSql = """
        update rounds
        set name = @Name, period_from = @PeriodFrom, period_to = @PeriodTo, closes_on = @ClosesOn, closed_at = @ClosedAt,
            report_sha256 = @ReportSha256, version = @Version, updated_at = @UpdatedAt
        where round_code = @RoundCode and version = @Version - 1
        """;

    private const string RemoveInstrumentsSql = "delete from round_instruments where round_code = @code";

    private const string AddInstrumentSql = "insert into round_instruments (round_code, instrument_code) values (@code, @instrument)";

    private const string KnownSql = "select instrument_code from instruments";

    public static ResourceType Resource => ResourceType.Round;

    public static ChangeType Created => ChangeType.RoundOpened;

    public static ChangeType Changed => ChangeType.RoundChanged;

    public static string CodeOf(Round record) => record.Code;

    /// <summary>All rounds, the one with the latest period first.</summary>
    public static async Task<IReadOnlyList<StoredRecord<Round>>> AllAsync(Session session)
    {
        var rows = await session.QueryAsync<RoundRow>($"{SelectSql} order by period_to desc, round_code");
        var all = new List<StoredRecord<Round>>();
        foreach (var row in rows)
        {
            all.Add(await WithInstrumentsAsync(session, row));
        }

        return all;
    }

    public static async Task<StoredRecord<Round>?> LoadAsync(Session session, string code)
    {
        var row = await session.FirstOrDefaultAsync<RoundRow>($"{SelectSql} where round_code = @code", new { code });
        return row is null ? null : await WithInstrumentsAsync(session, row);
    }

    public static async Task<bool> InsertAsync(WriteSession session, StoredRecord<Round> stored)
    {
        if (await session.ExecuteAsync(InsertSql, RoundRow.From(stored)) == 0)
        {
            return false;
        }

        await PutInstrumentsAsync(session, stored.Record);
        return true;
    }

    public static async Task<bool> UpdateAsync(WriteSession session, StoredRecord<Round> stored)
    {
        // Before the row: of one that this closes nothing can be put any more.
        await PutInstrumentsAsync(session, stored.Record);
        return await session.ExecuteAsync(UpdateSql, RoundRow.From(stored)) == 1;
    }

    public static SortedDictionary<string, JsonNode?> FieldsOf(Round record) =>
        new(StringComparer.Ordinal)
        {
            ["name"] = record.Name,
            ["instruments"] = Stored.Node(record.Instruments),
            ["period"] = Stored.Node(new Period(record.From, record.To)),
            ["closesOn"] = Stored.Day(record.ClosesOn),
            ["state"] = EnumCode.Of(record.State),
            ["reportSha256"] = record.ReportSha256,
        };

    /// <summary>Why a round cannot be about these instruments, or null where all exist.</summary>
    public static async Task<Refusal?> MissingAsync(Session session, Round round)
    {
        var conditions = new Conditions().In("instrument_code", "code", round.Instruments);
        var missing = round.Instruments.Except(await session.QueryAsync<string>($"{KnownSql} {conditions.Where}", conditions.Values));
        return missing.IsEmpty
            ? null
            : new Refusal(ErrorCode.UnknownReference, "The request names something that does not exist: see errors.")
            {
                Errors = new Dictionary<string, string[]>
                {
                    ["instruments"] = [.. missing.Select(code => $"There is no instrument {code}.")],
                },
            };
    }

    private static async Task PutInstrumentsAsync(WriteSession session, Round round)
    {
        await session.PutAsync(RemoveInstrumentsSql, new { code = round.Code });
        foreach (var instrument in round.Instruments)
        {
            await session.PutAsync(AddInstrumentSql, new { code = round.Code, instrument });
        }
    }

    private static async Task<StoredRecord<Round>> WithInstrumentsAsync(Session session, RoundRow row) =>
        row.ToStored(await session.QueryAsync<string>(InstrumentsSql, new { code = row.RoundCode }));
}

/// <summary>A row of the table of rounds.</summary>
internal sealed record RoundRow
{
    public string RoundCode { get; init; } = "";
    public string Name { get; init; } = "";
    public string PeriodFrom { get; init; } = "";
    public string PeriodTo { get; init; } = "";
    public string ClosesOn { get; init; } = "";
    public string? ClosedAt { get; init; }
    public string? ReportSha256 { get; init; }
    public long Version { get; init; }
    public string CreatedAt { get; init; } = "";
    public string UpdatedAt { get; init; } = "";

    public StoredRecord<Round> ToStored(IEnumerable<string> instruments) =>
        new(
            new Round
            {
                Code = RoundCode,
                Name = Name,
                Instruments = instruments.ToImmutableSortedSet(StringComparer.Ordinal),
                From = Stored.ParseDay(PeriodFrom),
                To = Stored.ParseDay(PeriodTo),
                ClosesOn = Stored.ParseDay(ClosesOn),
                ClosedAt = ClosedAt is null ? null : Stored.ParseInstant(ClosedAt),
                ReportSha256 = ReportSha256,
            },
            Version,
            Stored.ParseInstant(CreatedAt),
            Stored.ParseInstant(UpdatedAt)
        );

    public static RoundRow From(StoredRecord<Round> stored)
    {
        var round = stored.Record;
        return new RoundRow
        {
            RoundCode = round.Code,
            Name = round.Name,
            PeriodFrom = Stored.Day(round.From),
            PeriodTo = Stored.Day(round.To),
            ClosesOn = Stored.Day(round.ClosesOn),
            ClosedAt = round.ClosedAt is { } closedAt ? Stored.Instant(closedAt) : null,
            ReportSha256 = round.ReportSha256,
            Version = stored.Version,
            CreatedAt = Stored.Instant(stored.CreatedAt),
            UpdatedAt = Stored.Instant(stored.UpdatedAt),
        };
    }
}
