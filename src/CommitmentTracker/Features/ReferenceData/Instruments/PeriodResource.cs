using CommitmentTracker.Domain;
using CommitmentTracker.Http.Requests;
using FluentValidation;

namespace CommitmentTracker.Features.ReferenceData.Instruments;

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
