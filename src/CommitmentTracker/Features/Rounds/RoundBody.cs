namespace CommitmentTracker.Features.Rounds;

/// <summary>A round's own fields: those that a PATCH changes while it is open.</summary>
internal record RoundBody
{
    /// <summary>What the round is called, at most 200 characters.</summary>
    /// <example>Yearly report 2026</example>
    public required string Name { get; init; }

    /// <summary>The codes of the instruments that it is about: one at least, at most 20.</summary>
    /// <example>["ADM-2030","HANOI-2026"]</example>
    public required IReadOnlyList<string> Instruments { get; init; }

    /// <summary>The days that it asks about.</summary>
    public required RoundPeriod Period { get; init; }

    /// <summary>The day by which it is to be closed, not before its period begins. Nothing happens on that day by itself: somebody closes it.</summary>
    /// <example>2027-01-31</example>
    public required DateOnly ClosesOn { get; init; }

    public static RoundBody From(Round round) =>
        new()
        {
            Name = round.Name,
            Instruments = round.Instruments,
            Period = RoundPeriod.Of(round),
            ClosesOn = round.ClosesOn,
        };

    public Round ToRound(string code) =>
        new()
        {
            Code = code,
            Name = Name,
            Instruments = Instruments.ToImmutableSortedSet(StringComparer.Ordinal),
            From = Period.From,
            To = Period.To,
            ClosesOn = ClosesOn,
        };
}

internal class RoundBodyValidator<T> : AbstractValidator<T>
    where T : RoundBody
{
    protected RoundBodyValidator()
    {
        RuleFor(body => body.Name).Line(Round.NameMaxLength);
        RuleFor(body => body.Instruments).Count(1, Round.InstrumentsMaxCount);
        RuleForEach(body => body.Instruments).Code(Instrument.CodePattern);
        RuleFor(body => body.Period).SetValidator(new RoundPeriodValidator());
        RuleFor(body => body.ClosesOn)
            .Must((body, closesOn) => closesOn >= body.Period.From)
            .WithMessage("must not be before the period begins");
    }
}

internal sealed class RoundBodyValidator : RoundBodyValidator<RoundBody>;
