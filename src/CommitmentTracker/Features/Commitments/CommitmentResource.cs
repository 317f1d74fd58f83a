namespace CommitmentTracker.Features.Commitments;

/// <summary>One thing to be done: who owes it, by when, and how it stands.</summary>
internal sealed record CommitmentResource
{
    /// <summary>The stable code: capital letters, digits, dots and hyphens, 2 to 32 characters.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <summary>What is to be done, in one line.</summary>
    /// <example>Apply the ASEAN anti-scam guide against telecom fraud</example>
    public required string Title { get; init; }

    /// <summary>The same at more length.</summary>
    public required string? Description { get; init; }

    /// <summary>How far the record binds. Only <c>commitment</c> counts in any rate.</summary>
    /// <example>commitment</example>
    public required CommitmentKind Kind { get; init; }

    /// <summary>The word with which the instrument puts it.</summary>
    /// <example>advocates</example>
    public required string? Verb { get; init; }

    /// <summary>Whether it is the region's, one state's or between two.</summary>
    /// <example>regional</example>
    public required Scope Scope { get; init; }

    /// <summary>The instrument that it stands in.</summary>
    public required InstrumentReference Instrument { get; init; }

    /// <summary>The codes of other instruments that it also stands under.</summary>
    public required IReadOnlyList<string> AlsoUnder { get; init; }

    /// <summary>The code of its theme.</summary>
    /// <example>online_scams</example>
    public required string Theme { get; init; }

    /// <summary>Who sees it: the public sees what is published.</summary>
    /// <example>published</example>
    public required Publication Publication { get; init; }

    /// <summary>The roll-up of its assignments; see the description of the API for the rule.</summary>
    /// <example>not_reported</example>
    public required Status Status { get; init; }

    /// <summary>The worst health that an assignment which counts in the roll-up reports; null when none does.</summary>
    public required Health? Health { get; init; }

    /// <summary>How old the latest verified progress update of any party is.</summary>
    /// <example>none</example>
    public required Freshness Freshness { get; init; }

    /// <summary>By when, and how that stands.</summary>
    public required DeadlineResource Deadline { get; init; }

    /// <summary>Its owners, by code.</summary>
    public required IReadOnlyList<AssignmentResource> Assignments { get; init; }

    /// <summary>What the record rests on.</summary>
    public required IReadOnlyList<SourceResource> Sources { get; init; }

    /// <summary>The code of the commitment that replaces it; null unless it is superseded.</summary>
    public required string? SupersededBy { get; init; }

    /// <summary>Moves with every change of the record, its deadline, assignments, milestones and verified progress updates.</summary>
    /// <example>3</example>
    public required long Version { get; init; }

    /// <summary>When the record was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the record was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The day that states and freshness are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }

    public static CommitmentResource From(
        StoredCommitment stored,
        string instrumentTitle,
        IReadOnlyDictionary<string, Party> parties,
        ReportingDay day
    )
    {
        var commitment = stored.Commitment;
        var rollUp = commitment.RollUp;
        return new CommitmentResource
        {
            Code = commitment.Code,
            Title = commitment.Title,
            Description = commitment.Description,
            Kind = commitment.Kind,
            Verb = commitment.Verb,
            Scope = commitment.Scope,
            Instrument = new InstrumentReference { Code = commitment.Instrument, Title = instrumentTitle },
            AlsoUnder = commitment.AlsoUnder,
            Theme = commitment.Theme,
            Publication = commitment.Publication,
            Status = rollUp.Status,
            Health = rollUp.Health,
            Freshness = FreshnessRule.Of(rollUp.Status, rollUp.LastReportedOn, day),
            Deadline = DeadlineResource.From(commitment.Deadline, rollUp.Status, rollUp.CompletedOn, day),
            Assignments =
            [
                .. commitment.Assignments.Values.Select(each => AssignmentResource.From(each, commitment, parties[each.Party], day)),
            ],
            Sources = [.. commitment.Sources.Select(SourceResource.From)],
            SupersededBy = commitment.SupersededBy,
            Version = stored.Version,
            CreatedAt = stored.CreatedAt,
            UpdatedAt = stored.UpdatedAt,
            AsOf = day.Today,
        };
    }
}
