using CommitmentTracker.Database;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>What a party said of a commitment in the period of a round.</summary>
internal sealed record ReportedUpdate
{
    /// <summary>The day that it describes.</summary>
    /// <example>2026-10-01</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>Whether it says that there is nothing to report.</summary>
    public required bool NilReturn { get; init; }

    /// <summary>What was done.</summary>
    public required string? Narrative { get; init; }

    /// <summary>What stands in the way.</summary>
    public required string? Challenges { get; init; }

    /// <summary>What comes next.</summary>
    public required string? NextStep { get; init; }

    /// <summary>What shows it.</summary>
    public required IReadOnlyList<ReportedEvidence> Evidence { get; init; }

    public static ReportedUpdate From(ProgressUpdateRow row) =>
        new()
        {
            AsOf = Stored.ParseDay(row.AsOf),
            NilReturn = row.IsNilReturn == 1,
            Narrative = row.Narrative,
            Challenges = row.Challenges,
            NextStep = row.NextStep,
            Evidence =
            [
                .. Stored.ParseList<Evidence>(row.Evidence).Select(each => new ReportedEvidence { Title = each.Title, Url = each.Url }),
            ],
        };
}

/// <summary>Something that shows what a party said.</summary>
internal sealed record ReportedEvidence
{
    /// <summary>What it is.</summary>
    /// <example>Circular of the regulator</example>
    public required string Title { get; init; }

    /// <summary>Where it can be read, http or https; null where no address was given.</summary>
    /// <example>https://example.org/circular</example>
    public required string? Url { get; init; }
}
