using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>A round as its report names it.</summary>
internal sealed record ReportedRound
{
    /// <summary>The round's code.</summary>
    /// <example>ADM-2026-ANNUAL</example>
    public required string Code { get; init; }

    /// <summary>What it is called.</summary>
    /// <example>Yearly report 2026</example>
    public required string Name { get; init; }

    /// <summary>The instruments that it is about, by code.</summary>
    public required IReadOnlyList<ReportedInstrument> Instruments { get; init; }

    /// <summary>The days that it asked about.</summary>
    public required RoundPeriod Period { get; init; }

    /// <summary>When it was to be closed.</summary>
    /// <example>2027-01-31</example>
    public required DateOnly ClosesOn { get; init; }

    public static ReportedRound From(Round round, References references) =>
        new()
        {
            Code = round.Code,
            Name = round.Name,
            Instruments =
            [
                .. references
                    .Groups[Grouping.Instrument]
                    .Where(each => round.Instruments.Contains(each.Key))
                    .Select(each => new ReportedInstrument { Code = each.Key, Title = each.Name }),
            ],
            Period = RoundPeriod.Of(round),
            ClosesOn = round.ClosesOn,
        };
}

/// <summary>An instrument that a round is about.</summary>
internal sealed record ReportedInstrument
{
    /// <summary>The instrument's code.</summary>
    /// <example>HANOI-2026</example>
    public required string Code { get; init; }

    /// <summary>The instrument's title.</summary>
    /// <example>Hanoi Declaration on digital cooperation</example>
    public required string Title { get; init; }
}
