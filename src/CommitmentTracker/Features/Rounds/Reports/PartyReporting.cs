using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>What a party has reported on in a round, and what not.</summary>
internal sealed record PartyReporting
{
    /// <summary>The party's code.</summary>
    /// <example>VN</example>
    public required string Party { get; init; }

    /// <summary>The party's name.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }

    /// <summary>Member state or body.</summary>
    /// <example>member_state</example>
    public required PartyKind PartyKind { get; init; }

    /// <summary>On how many commitments of the round it has an assignment, cancelled and superseded ones included.</summary>
    /// <example>12</example>
    public required long Assigned { get; init; }

    /// <summary>On how many of these it has reported in the period.</summary>
    /// <example>9</example>
    public required long Reported { get; init; }

    /// <summary>On how many of those it reported on its latest progress update of the period is a nil return.</summary>
    /// <example>2</example>
    public required long NilReturns { get; init; }

    /// <summary>The codes of the commitments on which it has not reported in the period, in order.</summary>
    /// <example>["HND-10"]</example>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The latest as-of date of its verified progress updates on these commitments, in the period or not; null without one.</summary>
    /// <example>2026-10-01</example>
    public required DateOnly? LastReportedOn { get; init; }

    public static IReadOnlyList<PartyReporting> Of(RoundRecords records, IReadOnlyDictionary<string, Party> parties) =>
        [
            .. records
                .Assignments.GroupBy(row => row.PartyCode, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                {
                    var all = group.Select(row => (Row: row, Latest: records.LatestOf(row))).ToList();
                    return new PartyReporting
                    {
                        Party = group.Key,
                        Name = parties[group.Key].Name,
                        PartyKind = parties[group.Key].Kind,
                        Assigned = all.Count,
                        Reported = all.Count(each => each.Latest is not null),
                        NilReturns = all.Count(each => each.Latest is { IsNilReturn: 1 }),
                        Missing = [.. all.Where(each => each.Latest is null).Select(each => each.Row.CommitmentCode)],
                        LastReportedOn = all.Max(each => each.Row.ToAssignment().Report?.AsOf),
                    };
                }),
        ];
}
