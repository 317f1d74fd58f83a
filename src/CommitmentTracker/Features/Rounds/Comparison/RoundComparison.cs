using System.Text.Json.Serialization;
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

/// <summary>A commitment that stands otherwise in the round after than in the one before.</summary>
internal sealed record MovedCommitment
{
    /// <summary>The commitment's code.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <summary>Its title in the round after.</summary>
    public required string Title { get; init; }

    /// <summary>How it stood in the round before.</summary>
    public required Standing Before { get; init; }

    /// <summary>How it stood in the round after.</summary>
    public required Standing After { get; init; }

    /// <summary>The parties that moved, by code; those that did not are left out.</summary>
    public required IReadOnlyList<MovedParty> Parties { get; init; }

    [JsonIgnore]
    public bool HasMoved => Before != After || Parties.Count > 0;

    public static MovedCommitment Between(ReportedCommitment before, ReportedCommitment after)
    {
        var earlier = before.Assignments.ToDictionary(each => each.Party, StringComparer.Ordinal);
        var later = after.Assignments.ToDictionary(each => each.Party, StringComparer.Ordinal);
        return new MovedCommitment
        {
            Code = after.Code,
            Title = after.Title,
            Before = Standing.Of(before),
            After = Standing.Of(after),
            Parties =
            [
                .. earlier
                    .Keys.Union(later.Keys)
                    .Order(StringComparer.Ordinal)
                    .Select(party => MovedParty.Between(earlier.GetValueOrDefault(party), later.GetValueOrDefault(party)))
                    .Where(each => each.Before != each.After),
            ],
        };
    }
}

/// <summary>A party that stands otherwise with a commitment in the round after than in the one before.</summary>
internal sealed record MovedParty
{
    /// <summary>The party's code.</summary>
    /// <example>VN</example>
    public required string Party { get; init; }

    /// <summary>The party's name.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }

    /// <summary>How it stood in the round before; null where it had no assignment then.</summary>
    public required Standing? Before { get; init; }

    /// <summary>How it stood in the round after; null where it has no assignment any more.</summary>
    public required Standing? After { get; init; }

    public static MovedParty Between(ReportedAssignment? before, ReportedAssignment? after) =>
        new()
        {
            Party = (after ?? before)!.Party,
            Name = (after ?? before)!.Name,
            Before = before is null ? null : Standing.Of(before),
            After = after is null ? null : Standing.Of(after),
        };
}

/// <summary>How a commitment, or a party with it, stood when a round was closed.</summary>
internal sealed record Standing
{
    /// <summary>The status.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>The health; null where none was reported.</summary>
    /// <example>at_risk</example>
    public required Health? Health { get; init; }

    /// <summary>The deadline state.</summary>
    /// <example>upcoming</example>
    public required DeadlineState DeadlineState { get; init; }

    public static Standing Of(ReportedCommitment commitment) =>
        new()
        {
            Status = commitment.Status,
            Health = commitment.Health,
            DeadlineState = commitment.DeadlineState,
        };

    public static Standing Of(ReportedAssignment assignment) =>
        new()
        {
            Status = assignment.Status,
            Health = assignment.Health,
            DeadlineState = assignment.DeadlineState,
        };
}
