using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>What a party's verified progress updates add up to.</summary>
internal sealed record Report
{
    public required DateOnly AsOf { get; init; }
    public required Status Status { get; init; }
    public int? Percent { get; init; }
    public Health? Health { get; init; }
    public string? HealthReason { get; init; }

    /// <summary>The as-of date of the update that completed it: the first of the completed ones that nothing later undid.</summary>
    public DateOnly? CompletedOn { get; init; }

    /// <summary>The update with the latest as-of date counts, and of equals the one recorded last: a late, older one moves nothing back.</summary>
    public static Report? From(IEnumerable<VerifiedUpdate> updates)
    {
        var ordered = updates.OrderBy(update => update.AsOf).ThenBy(update => update.RecordedAs).ToList();
        if (ordered is not [.., var latest])
        {
            return null;
        }

        var completing = ordered[(ordered.FindLastIndex(update => update.Status != Status.Completed) + 1)..];
        return new Report
        {
            AsOf = latest.AsOf,
            Status = latest.Status,
            Percent = latest.Percent,
            Health = latest.Health,
            HealthReason = latest.HealthReason,
            CompletedOn = completing.Count > 0 ? completing[0].AsOf : null,
        };
    }

    /// <summary>What it comes to with one more update that counts as the last: the same as from all of them.</summary>
    public static Report After(Report? before, VerifiedUpdate last)
    {
        var completed = last.Status == Status.Completed;
        return new Report
        {
            AsOf = last.AsOf,
            Status = last.Status,
            Percent = last.Percent,
            Health = last.Health,
            HealthReason = last.HealthReason,
            CompletedOn =
                !completed ? null
                : before?.Status == Status.Completed ? before.CompletedOn
                : last.AsOf,
        };
    }
}
