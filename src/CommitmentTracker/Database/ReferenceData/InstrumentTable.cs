using System.Text.Json.Nodes;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.ReferenceData;

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
