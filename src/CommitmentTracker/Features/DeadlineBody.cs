using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http.Requests;
using FluentValidation;

namespace CommitmentTracker.Features;

/// <summary>By when a commitment is due. Leave out <c>dueOn</c> and <c>precision</c>, with basis <c>none</c>, where there is no due date.</summary>
internal record DeadlineBody
{
    /// <summary>The due date. With a coarser precision any day of its period will do; the last one is kept and answered.</summary>
    /// <example>2030-12-31</example>
    public DateOnly? DueOn { get; init; }

    /// <summary>How exactly the due date is known.</summary>
    /// <example>year</example>
    public DatePrecision? Precision { get; init; }

    /// <summary>Where the due date comes from.</summary>
    /// <example>inherited</example>
    public required DeadlineBasis Basis { get; init; }

    /// <summary>What says so, in words, at most 500 characters.</summary>
    /// <example>Period 2026–2030 of the Hanoi Declaration</example>
    public string? Source { get; init; }

    public Deadline ToDeadline() =>
        (DueOn, Precision) is ({ } dueOn, { } precision)
            ? Deadline.On(dueOn, precision, Basis, Source)
            : Deadline.None with
            {
                Source = Source,
            };
}

internal class DeadlineBodyValidator<T> : AbstractValidator<T>
    where T : DeadlineBody
{
    protected DeadlineBodyValidator()
    {
        RuleFor(body => body.DueOn)
            .GivenUnless(body => body.Basis, DeadlineBasis.None)
            .WithMessage("must be given, except with basis none, where there is none");
        RuleFor(body => body.Precision).GivenOnlyWith(body => body.DueOn).WithMessage("must be given with dueOn and only with it");
        RuleFor(body => body.Source).Line(Deadline.SourceMaxLength);
    }
}

internal sealed class DeadlineBodyValidator : DeadlineBodyValidator<DeadlineBody>;
