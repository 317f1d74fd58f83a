namespace CommitmentTracker.Features.Reference.Instruments;

/// <summary>An instrument's own fields: those that a PATCH changes.</summary>
internal record InstrumentBody
{
    /// <summary>The document's title, at most 300 characters.</summary>
    /// <example>Hanoi Declaration on digital cooperation</example>
    public required string Title { get; init; }

    /// <summary>What kind of document it is.</summary>
    /// <example>declaration</example>
    public required InstrumentKind Kind { get; init; }

    /// <summary>Whether it binds; <c>not_stated</c> where no source says so.</summary>
    /// <example>not_stated</example>
    public required InstrumentNature Nature { get; init; }

    /// <summary>The day it was adopted. With a coarser precision any day of its period will do; the last one is kept and answered.</summary>
    /// <example>2026-01-16</example>
    public DateOnly? AdoptedOn { get; init; }

    /// <summary>How exactly the day of adoption is known; goes with <c>adoptedOn</c>.</summary>
    /// <example>day</example>
    public DatePrecision? AdoptedPrecision { get; init; }

    /// <summary>The time that it is for, if it says one.</summary>
    public PeriodResource? Period { get; init; }

    /// <summary>What there is to know about it, at most 10,000 characters.</summary>
    /// <example>Adopted at ADGMIN-6 in Hanoi on 16 January 2026.</example>
    public string? Description { get; init; }

    /// <summary>What the record rests on, at most 50 sources.</summary>
    public IReadOnlyList<SourceResource> Sources { get; init; } = [];

    public static InstrumentBody From(Instrument instrument) =>
        new()
        {
            Title = instrument.Title,
            Kind = instrument.Kind,
            Nature = instrument.Nature,
            AdoptedOn = instrument.AdoptedOn,
            AdoptedPrecision = instrument.AdoptedPrecision,
            Period = instrument.Period is { } period ? PeriodResource.Of(period) : null,
            Description = instrument.Description,
            Sources = [.. instrument.Sources.Select(SourceResource.From)],
        };

    public Instrument ToInstrument(string code) =>
        new()
        {
            Code = code,
            Title = Title,
            Kind = Kind,
            Nature = Nature,
            AdoptedOn = (AdoptedOn, AdoptedPrecision) is ({ } day, { } precision) ? Deadline.LastDayOf(day, precision) : null,
            AdoptedPrecision = AdoptedPrecision,
            Period = Period?.ToPeriod(),
            Description = Description,
            Sources = [.. Sources.Select(source => source.ToSource())],
        };
}

internal class InstrumentBodyValidator<T> : AbstractValidator<T>
    where T : InstrumentBody
{
    protected InstrumentBodyValidator()
    {
        RuleFor(body => body.Title).Line(Instrument.TitleMaxLength);
        RuleFor(body => body.AdoptedPrecision)
            .GivenOnlyWith(body => body.AdoptedOn)
            .WithMessage("must be given with adoptedOn and only with it");
        RuleFor(body => body.Period).SetValidator(new PeriodValidator()!);
        RuleFor(body => body.Description).Prose(Instrument.DescriptionMaxLength);
        RuleFor(body => body.Sources).MaxCount(Source.MaxPerRecord);
        RuleForEach(body => body.Sources).SetValidator(new SourceValidator());
    }
}

internal sealed class InstrumentBodyValidator : InstrumentBodyValidator<InstrumentBody>;
