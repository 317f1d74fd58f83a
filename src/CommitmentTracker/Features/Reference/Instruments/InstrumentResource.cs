namespace CommitmentTracker.Features.Reference.Instruments;

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

/// <summary>Makes the whole record, with its totals, out of what is stored.</summary>
internal static class InstrumentAnswers
{
    public static Result<InstrumentResource> Assemble(Result<StoredRecord<Instrument>> result, Tallies tallies, ReportingDay day) =>
        result.Succeeded(out var stored, out var refusal) ? InstrumentResource.From(stored, tallies.Of(stored.Record.Code), day) : refusal;
}

/// <summary>The time that an instrument is for.</summary>
internal sealed record PeriodResource
{
    /// <summary>Its first day; null where no beginning is said.</summary>
    /// <example>2026-01-01</example>
    public DateOnly? From { get; init; }

    /// <summary>Its last day, not before the first; null where no end is said.</summary>
    /// <example>2030-12-31</example>
    public DateOnly? To { get; init; }

    public Period ToPeriod() => new(From, To);

    public static PeriodResource Of(Period period) => new() { From = period.From, To = period.To };
}

internal sealed class PeriodValidator : AbstractValidator<PeriodResource>
{
    public PeriodValidator()
    {
        RuleFor(period => period.From).NeededWithout(period => period.To).WithMessage("must be given, or to, or leave the period out");
        RuleFor(period => period.To)
            .Must((period, to) => to is null || period.From is null || period.From <= to)
            .WithMessage("must not be before from");
    }
}
