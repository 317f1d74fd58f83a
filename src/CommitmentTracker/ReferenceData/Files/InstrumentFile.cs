using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

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

    public static IReadOnlyDictionary<string, Instrument> Read(ReferenceFiles files, SourceFile sources) =>
        CsvRows.Read(files, Name, 1, Columns).Select(row => Instrument(row, sources)).ToDictionary(instrument => instrument.Code);

    private static Instrument Instrument(CsvRow row, SourceFile sources)
    {
        var code = row.Code("code", CodeForms.Record);
        var adopted = row.PeriodOrNull("adopted_on", "adopted_precision");
        return new Instrument
        {
            Code = code,
            Title = row.Text("title", Domain.Instrument.TitleMaxLength),
            Kind = row.Value<InstrumentKind>("kind"),
            Nature = row.Value<InstrumentNature>("nature"),
            AdoptedOn = adopted?.LastDay,
            AdoptedPrecision = adopted?.Precision,
            Period = Period(row),
            Description = row.TextOrNull("description", Domain.Instrument.DescriptionMaxLength),
            Sources = [.. sources.Of(ResourceType.Instrument, code)],
        };
    }

    private static Period? Period(CsvRow row) =>
        (row.DayOrNull("period_from"), row.DayOrNull("period_to")) switch
        {
            (null, null) => null,
            var (from, to) when from > to => throw row.Fault("period_to", "it must not be before period_from"),
            var (from, to) => new Period(from, to),
        };
}
