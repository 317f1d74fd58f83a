using CommitmentTracker.Domain;
using FluentValidation;

namespace CommitmentTracker.Features.Rounds;

/// <summary>The days that a round asks about: who has a verified progress update as of one of them has reported.</summary>
internal sealed record RoundPeriod
{
    /// <summary>Its first day, within it.</summary>
    /// <example>2026-01-01</example>
    public required DateOnly From { get; init; }

    /// <summary>Its last day, within it; not before the first.</summary>
    /// <example>2026-12-31</example>
    public required DateOnly To { get; init; }

    public static RoundPeriod Of(Round round) => new() { From = round.From, To = round.To };
}

internal sealed class RoundPeriodValidator : AbstractValidator<RoundPeriod>
{
    public RoundPeriodValidator() =>
        RuleFor(period => period.To).Must((period, to) => period.From <= to).WithMessage("must not be before from");
}
