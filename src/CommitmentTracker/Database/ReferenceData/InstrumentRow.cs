using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.ReferenceData;

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
