using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.ReferenceData.Instruments;

/// <summary>An adopted document that commitments stand in, with the figures of these.</summary>
internal sealed record InstrumentResource
{
    /// <summary>The stable code.</summary>
    /// <example>HANOI-2026</example>
    public required string Code { get; init; }

    /// <summary>The document's title.</summary>
    /// <example>Hanoi Declaration on digital cooperation</example>
    public required string Title { get; init; }

    /// <summary>What kind of document it is.</summary>
    /// <example>declaration</example>
    public required InstrumentKind Kind { get; init; }

    /// <summary>Whether it binds; <c>not_stated</c> where no source says so.</summary>
    /// <example>not_stated</example>
    public required InstrumentNature Nature { get; init; }

    /// <summary>The day it was adopted; for a coarser precision the last day of its month, quarter or year. Null where no source says it.</summary>
    /// <example>2026-01-16</example>
    public required DateOnly? AdoptedOn { get; init; }

    /// <summary>How exactly the day of adoption is known; null where no source says it.</summary>
    /// <example>day</example>
    public required DatePrecision? AdoptedPrecision { get; init; }

    /// <summary>The time that it is for; null where no source says one.</summary>
    public required PeriodResource? Period { get; init; }

    /// <summary>What there is to know about it; null where nothing is recorded.</summary>
    /// <example>Adopted at ADGMIN-6 in Hanoi on 16 January 2026.</example>
    public required string? Description { get; init; }

    /// <summary>What the record rests on.</summary>
    public required IReadOnlyList<SourceResource> Sources { get; init; }

    /// <summary>The figures of the commitments that stand in it or are also under it, as in the summary by instrument.</summary>
    public required Figures Totals { get; init; }

    /// <summary>Moves with every change of the record.</summary>
    /// <example>1</example>
    public required long Version { get; init; }

    /// <summary>When the record was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the record was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The day that the totals are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }

    public static InstrumentResource From(StoredRecord<Instrument> stored, Tally totals, ReportingDay day)
    {
        var instrument = stored.Record;
        return new InstrumentResource
        {
            Code = instrument.Code,
            Title = instrument.Title,
            Kind = instrument.Kind,
            Nature = instrument.Nature,
            AdoptedOn = instrument.AdoptedOn,
            AdoptedPrecision = instrument.AdoptedPrecision,
            Period = instrument.Period is { } period ? PeriodResource.Of(period) : null,
            Description = instrument.Description,
            Sources = [.. instrument.Sources.Select(SourceResource.From)],
            Totals = Figures.From(totals),
            Version = stored.Version,
            CreatedAt = stored.CreatedAt,
            UpdatedAt = stored.UpdatedAt,
            AsOf = day.Today,
        };
    }
}
