namespace CommitmentTracker.Data.Reference;

/// <summary>The instruments as they are stored.</summary>
internal sealed class InstrumentTable : ReferenceTable<InstrumentTable, Instrument>, IReferenceTable<Instrument>
{
    private const string SelectSql = """
        select instrument_code, title, kind, nature, adopted_on, adopted_precision, period_from, period_to, description, sources,
            version, created_at, updated_at
        from instruments
        """;

    private const string InsertSql = """
        insert into instruments (instrument_code, title, kind, nature, adopted_on, adopted_precision, period_from, period_to,
            description, sources, version, created_at, updated_at)
        values (@InstrumentCode, @Title, @Kind, @Nature, @AdoptedOn, @AdoptedPrecision, @PeriodFrom, @PeriodTo,
            @Description, @Sources, @Version, @CreatedAt, @UpdatedAt)
        on conflict (instrument_code) do nothing
        """;

    private const string UpdateSql = """
        update instruments
        set title = @Title, kind = @Kind, nature = @Nature, adopted_on = @AdoptedOn, adopted_precision = @AdoptedPrecision,
            period_from = @PeriodFrom, period_to = @PeriodTo, description = @Description, sources = @Sources, version = @Version,
            updated_at = @UpdatedAt
        where instrument_code = @InstrumentCode and version = @Version - 1
        """;

    public static ResourceType Resource => ResourceType.Instrument;

    public static ChangeType Created => ChangeType.InstrumentCreated;

    public static ChangeType Changed => ChangeType.InstrumentChanged;

    public static string CodeOf(Instrument record) => record.Code;

    public static async Task<IEnumerable<StoredRecord<Instrument>>> AllAsync(Session session)
    {
        var rows = await session.QueryAsync<InstrumentRow>($"{SelectSql} order by instrument_code");
        return rows.Select(row => row.ToStored());
    }

    public static async Task<StoredRecord<Instrument>?> LoadAsync(Session session, string code)
    {
        var row = await session.FirstOrDefaultAsync<InstrumentRow>($"{SelectSql} where instrument_code = @code", new { code });
        return row?.ToStored();
    }

    public static async Task<bool> InsertAsync(WriteSession session, StoredRecord<Instrument> stored) =>
        await session.ExecuteAsync(InsertSql, InstrumentRow.From(stored)) == 1;

    public static async Task<bool> UpdateAsync(WriteSession session, StoredRecord<Instrument> stored) =>
        await session.ExecuteAsync(UpdateSql, InstrumentRow.From(stored)) == 1;

    public static SortedDictionary<string, JsonNode?> FieldsOf(Instrument record) =>
        new(StringComparer.Ordinal)
        {
            ["title"] = record.Title,
            ["kind"] = EnumCode.Of(record.Kind),
            ["nature"] = EnumCode.Of(record.Nature),
            ["adoptedOn"] = Stored.Day(record.AdoptedOn),
            ["adoptedPrecision"] = EnumCode.Of(record.AdoptedPrecision),
            ["period"] = Stored.Node(record.Period),
            ["description"] = record.Description,
            ["sources"] = record.Sources.IsEmpty ? null : Stored.Node(record.Sources),
        };
}

/// <summary>A row of the table of instruments.</summary>
internal sealed record InstrumentRow
{
    public string InstrumentCode { get; init; } = "";
    public string Title { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Nature { get; init; } = "";
    public string? AdoptedOn { get; init; }
    public string? AdoptedPrecision { get; init; }
    public string? PeriodFrom { get; init; }
    public string? PeriodTo { get; init; }
    public string? Description { get; init; }
    public string Sources { get; init; } = "[]";
    public long Version { get; init; }
    public string CreatedAt { get; init; } = "";
    public string UpdatedAt { get; init; } = "";

    public StoredRecord<Instrument> ToStored() =>
        new(
            new Instrument
            {
                Code = InstrumentCode,
                Title = Title,
                Kind = EnumCode.Parse<InstrumentKind>(Kind),
                Nature = EnumCode.Parse<InstrumentNature>(Nature),
                AdoptedOn = Stored.ParseDayOrNull(AdoptedOn),
                AdoptedPrecision = EnumCode.ParseOrNull<DatePrecision>(AdoptedPrecision),
                Period = (PeriodFrom, PeriodTo) is (null, null)
                    ? null
                    : new Period(Stored.ParseDayOrNull(PeriodFrom), Stored.ParseDayOrNull(PeriodTo)),
                Description = Description,
                Sources = [.. Stored.ParseList<Source>(Sources)],
            },
            Version,
            Stored.ParseInstant(CreatedAt),
            Stored.ParseInstant(UpdatedAt)
        );

    public static InstrumentRow From(StoredRecord<Instrument> stored)
    {
        var instrument = stored.Record;
        return new InstrumentRow
        {
            InstrumentCode = instrument.Code,
            Title = instrument.Title,
            Kind = EnumCode.Of(instrument.Kind),
            Nature = EnumCode.Of(instrument.Nature),
            AdoptedOn = Stored.Day(instrument.AdoptedOn),
            AdoptedPrecision = EnumCode.Of(instrument.AdoptedPrecision),
            PeriodFrom = Stored.Day(instrument.Period?.From),
            PeriodTo = Stored.Day(instrument.Period?.To),
            Description = instrument.Description,
            Sources = Stored.List(instrument.Sources),
            Version = stored.Version,
            CreatedAt = Stored.Instant(stored.CreatedAt),
            UpdatedAt = Stored.Instant(stored.UpdatedAt),
        };
    }
}
