using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Tracker;

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

    public static IReadOnlyList<PartyReporting> Of(RoundRecords records) =>
        [
            .. records
                .Assignments.GroupBy(each => each.Assignment.Party, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                {
                    var party = records.References.Parties[group.Key];
                    var all = group.Select(each => (Share: each, Latest: records.LatestOf(each))).ToList();
                    return new PartyReporting
                    {
                        Party = group.Key,
                        Name = party.Name,
                        PartyKind = party.Kind,
                        Assigned = all.Count,
                        Reported = all.Count(each => each.Latest is not null),
                        NilReturns = all.Count(each => each.Latest is { IsNilReturn: 1 }),
                        Missing = [.. all.Where(each => each.Latest is null).Select(each => each.Share.Of.Code)],
                        LastReportedOn = all.Max(each => each.Share.Assignment.Report?.AsOf),
                    };
                }),
        ];
}
