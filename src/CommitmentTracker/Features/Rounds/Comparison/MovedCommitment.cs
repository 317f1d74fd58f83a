using System.Text.Json.Serialization;
using CommitmentTracker.Features.Rounds.Reports;

namespace CommitmentTracker.Features.Rounds.Comparison;

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
