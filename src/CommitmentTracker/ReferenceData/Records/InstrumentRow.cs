using System.Text.Json.Serialization;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReferenceData.Records;

internal sealed record InstrumentRow : ReferenceRow
{
    public static readonly ReferenceTable<InstrumentRow> Table = new(ResourceType.Instrument, ChangeType.InstrumentCreated)
    {
        FindSql = """
            select title, kind, nature, adopted_on, adopted_precision, period_from, period_to, description, sources, version
            from instruments
            where instrument_code = @code
            """,
        InsertSql = """
            insert into instruments (instrument_code, title, kind, nature, adopted_on, adopted_precision, period_from, period_to,
                description, sources, version, created_at, updated_at)
            values (@Code, @Title, @Kind, @Nature, @AdoptedOn, @AdoptedPrecision, @PeriodFrom, @PeriodTo,
                @Description, @Sources, 1, @Now, @Now)
            """,
        UpdateSql = """
            update instruments
            set title = @Title, kind = @Kind, nature = @Nature, adopted_on = @AdoptedOn, adopted_precision = @AdoptedPrecision,
                period_from = @PeriodFrom, period_to = @PeriodTo, description = @Description, sources = @Sources,
                version = version + 1, updated_at = @Now
            where instrument_code = @Code
            """,
        Together =
        [
            ["adoptedOn", "adoptedPrecision"],
            ["periodFrom", "periodTo"],
        ],
    };

    public string Title { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Nature { get; init; } = "";
    public string? AdoptedOn { get; init; }
    public string? AdoptedPrecision { get; init; }
    public string? PeriodFrom { get; init; }
    public string? PeriodTo { get; init; }
    public string? Description { get; init; }

    [JsonConverter(typeof(StoredJsonConverter))]
    public string Sources { get; init; } = "[]";
}
