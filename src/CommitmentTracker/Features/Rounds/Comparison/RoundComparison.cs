using CommitmentTracker.Features.Rounds.Reports;

namespace CommitmentTracker.Features.Rounds.Comparison;

/// <summary>What moved from the report of one round to that of another.</summary>
internal sealed record RoundComparison
{
    /// <summary>The round before.</summary>
    public required ComparedRound Before { get; init; }

    /// <summary>The round after.</summary>
    public required ComparedRound After { get; init; }

    /// <summary>The commitments that only the round after has, by code.</summary>
    public required IReadOnlyList<ComparedCommitment> Added { get; init; }

    /// <summary>The commitments that only the round before has, by code: withdrawn, archived, or of instruments that the later round is not about.</summary>
    public required IReadOnlyList<ComparedCommitment> Gone { get; init; }

    /// <summary>The commitments in both that moved, of themselves or for one of their parties, by code.</summary>
    public required IReadOnlyList<MovedCommitment> Moved { get; init; }

    /// <summary>How many commitments in both did not move.</summary>
    /// <example>21</example>
    public required long Unmoved { get; init; }

    /// <summary>How the figures changed.</summary>
    public required RoundFiguresChange Figures { get; init; }

    public static RoundComparison Between(RoundReport before, RoundReport after)
    {
        var earlier = before.Commitments.ToDictionary(each => each.Code, StringComparer.Ordinal);
        var later = after.Commitments.Select(each => each.Code).ToHashSet(StringComparer.Ordinal);
        var inBoth = after.Commitments.Where(each => earlier.ContainsKey(each.Code)).ToList();
        var moved = inBoth.Select(each => MovedCommitment.Between(earlier[each.Code], each)).Where(each => each.HasMoved).ToList();
        return new RoundComparison
        {
            Before = ComparedRound.Of(before),
            After = ComparedRound.Of(after),
            Added = [.. after.Commitments.Where(each => !earlier.ContainsKey(each.Code)).Select(ComparedCommitment.Of)],
            Gone = [.. before.Commitments.Where(each => !later.Contains(each.Code)).Select(ComparedCommitment.Of)],
            Moved = moved,
            Unmoved = inBoth.Count - moved.Count,
            Figures = RoundFiguresChange.Between(before.Figures, after.Figures),
        };
    }
}

/// <summary>A round that is compared.</summary>
internal sealed record ComparedRound
{
    /// <summary>The round's code.</summary>
    /// <example>ADM-2026-ANNUAL</example>
    public required string Code { get; init; }

    /// <summary>What it is called.</summary>
    /// <example>Yearly report 2026</example>
    public required string Name { get; init; }

    /// <summary>The days that it asked about.</summary>
    public required RoundPeriod Period { get; init; }

    /// <summary>The day that its states are derived by.</summary>
    /// <example>2027-01-31</example>
    public required DateOnly AsOf { get; init; }

    public static ComparedRound Of(RoundReport report) =>
        new()
        {
            Code = report.Round.Code,
            Name = report.Round.Name,
            Period = report.Round.Period,
            AsOf = report.AsOf,
        };
}

/// <summary>A commitment that only one of two rounds has.</summary>
internal sealed record ComparedCommitment
{
    /// <summary>The commitment's code.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    public static ComparedCommitment Of(ReportedCommitment commitment) => new() { Code = commitment.Code, Title = commitment.Title };
}
