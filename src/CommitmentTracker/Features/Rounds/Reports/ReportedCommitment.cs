using CommitmentTracker.Database;
using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>A commitment as the report of a round tells of it.</summary>
internal sealed record ReportedCommitment
{
    /// <summary>The commitment's code.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>What there is to say about it; null where nothing is.</summary>
    public required string? Description { get; init; }

    /// <summary>The code of the instrument that it stands in. It may be one that the round is not about, where it is also under one that it is.</summary>
    /// <example>HANOI-2026</example>
    public required string Instrument { get; init; }

    /// <summary>The code of its theme.</summary>
    /// <example>online_scams</example>
    public required string Theme { get; init; }

    /// <summary>The roll-up of its assignments.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>The worst that the assignments which count report; null where none says.</summary>
    public required Health? Health { get; init; }

    /// <summary>The due date; null where there is none.</summary>
    /// <example>2030-12-31</example>
    public required DateOnly? DueOn { get; init; }

    /// <summary>How exactly the due date is known; null where there is none.</summary>
    /// <example>year</example>
    public required DatePrecision? DuePrecision { get; init; }

    /// <summary>How the deadline stood.</summary>
    /// <example>upcoming</example>
    public required DeadlineState DeadlineState { get; init; }

    /// <summary>How old the latest verified report was.</summary>
    /// <example>current</example>
    public required Freshness Freshness { get; init; }

    /// <summary>The parties that own it, by code.</summary>
    public required IReadOnlyList<ReportedAssignment> Assignments { get; init; }

    public static ReportedCommitment From(
        RoundCommitmentRow row,
        RoundRecords records,
        IReadOnlyDictionary<string, Party> parties,
        ReportingDay day
    )
    {
        var bucket = row.ToBucket();
        return new ReportedCommitment
        {
            Code = row.Code,
            Title = row.Title,
            Description = row.Description,
            Instrument = row.InstrumentCode,
            Theme = row.ThemeCode,
            Status = bucket.Status,
            Health = EnumCode.ParseOrNull<Health>(row.Health),
            DueOn = bucket.DueOn,
            DuePrecision = EnumCode.ParseOrNull<DatePrecision>(row.DuePrecision),
            DeadlineState = DeadlineRule.StateOf(bucket.DueOn, bucket.Status, bucket.CompletedOn, day),
            Freshness = FreshnessRule.Of(bucket.Status, bucket.ReportedOn, day),
            Assignments =
            [
                .. records
                    .Of(row.Code)
                    .Select(each =>
                        ReportedAssignment.From(each.ToAssignment(), parties[each.PartyCode], bucket, records.LatestOf(each), day)
                    ),
            ],
        };
    }
}
