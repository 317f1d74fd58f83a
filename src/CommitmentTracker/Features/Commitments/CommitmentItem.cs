using System.Text.Json.Serialization;

namespace CommitmentTracker.Features.Commitments;

/// <summary>A commitment in a list: the record without description, assignments and sources, unless <c>fields</c> asks for them.</summary>
[Sparse]
internal sealed record CommitmentItem
{
    /// <summary>The stable code; always there.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <inheritdoc cref="CommitmentResource.Title"/>
    /// <example>Apply the ASEAN anti-scam guide against telecom fraud</example>
    public required string Title { get; init; }

    /// <summary>The same at more length. Only when <c>fields</c> asks for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>How far the record binds.</summary>
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

    /// <summary>Who sees it.</summary>
    /// <example>published</example>
    public required Publication Publication { get; init; }

    /// <summary>The roll-up of its assignments.</summary>
    /// <example>not_reported</example>
    public required Status Status { get; init; }

    /// <summary>The worst health that an assignment which counts reports; null when none does.</summary>
    public required Health? Health { get; init; }

    /// <summary>How old the latest verified progress update of any party is.</summary>
    /// <example>none</example>
    public required Freshness Freshness { get; init; }

    /// <summary>By when, and how that stands.</summary>
    public required DeadlineResource Deadline { get; init; }

    /// <summary>The codes of the parties that lead.</summary>
    /// <example>["KH", "VN"]</example>
    public required IReadOnlyList<string> Leads { get; init; }

    /// <summary>The codes of the parties that support.</summary>
    /// <example>["WG-AI"]</example>
    public required IReadOnlyList<string> Supports { get; init; }

    /// <summary>Its owners. Only when <c>fields</c> asks for them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AssignmentResource>? Assignments { get; init; }

    /// <summary>What the record rests on. Only when <c>fields</c> asks for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SourceResource>? Sources { get; init; }

    /// <summary>The code of the commitment that replaces it; null unless it is superseded.</summary>
    public required string? SupersededBy { get; init; }

    /// <summary>Moves with every change of the record and of what stands under it.</summary>
    /// <example>3</example>
    public required long Version { get; init; }

    /// <summary>When the record was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the record was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The item without what only <c>fields</c> asks for.</summary>
    public static CommitmentItem From(TrackedCommitment of, References references, ReportingDay day)
    {
        var (stored, commitment, rollUp) = (of.Stored, of.Commitment, of.RollUp);
        return new CommitmentItem
        {
            Code = commitment.Code,
            Title = commitment.Title,
            Kind = commitment.Kind,
            Verb = commitment.Verb,
            Scope = commitment.Scope,
            Instrument = new InstrumentReference
            {
                Code = commitment.Instrument,
                Title = references.InstrumentTitles[commitment.Instrument],
            },
            AlsoUnder = commitment.AlsoUnder,
            Theme = commitment.Theme,
            Publication = commitment.Publication,
            Status = rollUp.Status,
            Health = rollUp.Health,
            Freshness = FreshnessRule.Of(rollUp.Status, rollUp.LastReportedOn, day),
            Deadline = DeadlineResource.From(commitment.Deadline, rollUp.Status, rollUp.CompletedOn, day),
            Leads = Parties(of, AssignmentRole.Lead),
            Supports = Parties(of, AssignmentRole.Support),
            SupersededBy = commitment.SupersededBy,
            Version = stored.Version,
            CreatedAt = stored.CreatedAt,
            UpdatedAt = stored.UpdatedAt,
        };
    }

    /// <summary>The item with all that <c>fields</c> can ask for.</summary>
    public static CommitmentItem WithAll(TrackedCommitment of, References references, ReportingDay day)
    {
        var stored = of.Stored;
        var whole = CommitmentResource.From(stored, references.InstrumentTitles[stored.Commitment.Instrument], references.Parties, day);
        return From(of, references, day) with { Description = whole.Description, Assignments = whole.Assignments, Sources = whole.Sources };
    }

    private static string[] Parties(TrackedCommitment of, AssignmentRole role) =>
        [.. of.Assignments.Where(each => each.Assignment.Role == role).Select(each => each.Assignment.Party)];
}

/// <summary>The instrument that a commitment stands in.</summary>
internal sealed record InstrumentReference
{
    /// <summary>The instrument's code.</summary>
    /// <example>HANOI-2026</example>
    public required string Code { get; init; }

    /// <summary>The instrument's title.</summary>
    /// <example>Hanoi Declaration on digital cooperation</example>
    public required string Title { get; init; }
}

/// <summary>What a list of commitments can be sorted by.</summary>
internal enum CommitmentSort
{
    Code,
    Title,
    Status,
    DueOn,
    UpdatedAt,
}

internal static class CommitmentOrder
{
    public static Order<TrackedCommitment> By(IReadOnlyList<SortKey<CommitmentSort>> sort) =>
        new([.. Unique(sort).Select(key => new OrderKey<TrackedCommitment>(ValueOf(key.By), key.IsDescending))]);

    private static IEnumerable<SortKey<CommitmentSort>> Unique(IReadOnlyList<SortKey<CommitmentSort>> sort)
    {
        var keys = sort.TakeWhile(key => key.By != CommitmentSort.Code).ToList();
        var code =
            sort.FirstOrDefault(key => key.By == CommitmentSort.Code)
            // In the direction of the key before it.
            ?? new SortKey<CommitmentSort>(CommitmentSort.Code, keys.LastOrDefault()?.IsDescending ?? false);
        return keys.Append(code);
    }

    private static Func<TrackedCommitment, string> ValueOf(CommitmentSort sort) =>
        sort switch
        {
            CommitmentSort.Code => each => each.Code,
            CommitmentSort.Title => each => each.Commitment.Title,
            CommitmentSort.Status => each => each.StatusOrder,
            CommitmentSort.DueOn => each => each.DueOrder,
            CommitmentSort.UpdatedAt => each => each.UpdatedOrder,
            _ => throw new ArgumentOutOfRangeException(nameof(sort)),
        };
}
