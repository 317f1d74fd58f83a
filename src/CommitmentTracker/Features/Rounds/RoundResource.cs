namespace CommitmentTracker.Features.Rounds;

/// <summary>A reporting round: while open it shows who has reported, and closing it freezes a report that never changes.</summary>
internal sealed record RoundResource
{
    /// <summary>The stable code.</summary>
    /// <example>ADM-2026-ANNUAL</example>
    public required string Code { get; init; }

    /// <summary>What the round is called.</summary>
    /// <example>Yearly report 2026</example>
    public required string Name { get; init; }

    /// <summary>The codes of the instruments that it is about, in order.</summary>
    /// <example>["ADM-2030","HANOI-2026"]</example>
    public required IReadOnlyList<string> Instruments { get; init; }

    /// <summary>The days that it asks about.</summary>
    public required RoundPeriod Period { get; init; }

    /// <summary>The day by which it is to be closed. Nothing happens on that day by itself: somebody closes it.</summary>
    /// <example>2027-01-31</example>
    public required DateOnly ClosesOn { get; init; }

    /// <summary>Whether it is still open. A round closes once.</summary>
    /// <example>open</example>
    public required RoundState State { get; init; }

    /// <summary>When it was closed; null while it is open.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The SHA-256 of the report's bytes as JSON, so that anyone can tell that a copy is the one that was frozen; null while it is open.</summary>
    /// <example>9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08</example>
    public required string? ReportSha256 { get; init; }

    /// <summary>Moves with every change of the record.</summary>
    /// <example>1</example>
    public required long Version { get; init; }

    /// <summary>When the round was opened.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the record was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public static RoundResource From(StoredRecord<Round> stored)
    {
        var round = stored.Record;
        return new RoundResource
        {
            Code = round.Code,
            Name = round.Name,
            Instruments = round.Instruments,
            Period = RoundPeriod.Of(round),
            ClosesOn = round.ClosesOn,
            State = round.State,
            ClosedAt = round.ClosedAt,
            ReportSha256 = round.ReportSha256,
            Version = stored.Version,
            CreatedAt = stored.CreatedAt,
            UpdatedAt = stored.UpdatedAt,
        };
    }
}

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
