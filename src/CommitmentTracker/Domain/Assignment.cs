namespace CommitmentTracker.Domain;

/// <summary>One party's share in one commitment, with what its latest verified progress update says.</summary>
internal sealed record Assignment(string Party, AssignmentRole Role, OwnershipBasis Basis)
{
    public const int MaxPerCommitment = 100;

    public Report? Report { get; init; }

    public Status Status => Report?.Status ?? Status.NotReported;

    /// <summary>How the share stands: of a commitment that another has replaced nothing is due any more, whatever was reported.</summary>
    public Status StatusUnder(bool isSuperseded) => isSuperseded ? Status.Superseded : Status;
}

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

/// <summary>What of a verified progress update moves an assignment. <paramref name="RecordedAs"/> grows with each update recorded.</summary>
internal sealed record VerifiedUpdate(
    DateOnly AsOf,
    long RecordedAs,
    Status Status,
    int? Percent = null,
    Health? Health = null,
    string? HealthReason = null
);
