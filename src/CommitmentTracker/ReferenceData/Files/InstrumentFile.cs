using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.ReferenceData.Records;

namespace CommitmentTracker.ReferenceData.Files;

internal static class InstrumentFile
{
    public const string Name = "instruments.csv";

    private static readonly string[] Columns =
    [
        "code",
        "title",
        "kind",
        "nature",
        "adopted_on",
        "adopted_precision",
        "period_from",
        "period_to",
        "description",
    ];

    public static IReadOnlyDictionary<string, InstrumentRow> Read(ReferenceFiles files, SourceFile sources) =>
        CsvRows
            .Read(files, Name, 1, Columns)
            .Select(row => (Code: row.Code("code", CodeForms.Record), Row: row))
            .ToDictionary(each => each.Code, each => Instrument(each.Row, sources.Of(ResourceType.Instrument, each.Code)));

    private static InstrumentRow Instrument(CsvRow row, IEnumerable<Source> sources)
    {
        var adopted = row.PeriodOrNull("adopted_on", "adopted_precision");
        var (from, to) = (row.DayOrNull("period_from"), row.DayOrNull("period_to"));
        return new InstrumentRow
        {
            Title = row.Text("title", Commitment.TitleMaxLength),
            Kind = EnumCode.Of(row.Value<InstrumentKind>("kind")),
            Nature = EnumCode.Of(row.Value<InstrumentNature>("nature")),
            AdoptedOn = Stored.Day(adopted?.LastDay),
            AdoptedPrecision = EnumCode.Of(adopted?.Precision),
            PeriodFrom = Stored.Day(from),
            PeriodTo = from > to ? throw row.Fault("period_to", "it must not be before period_from") : Stored.Day(to),
            Description = row.TextOrNull("description", Commitment.DescriptionMaxLength),
            Sources = Stored.List(sources),
        };
    }
}
