using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>Which commitments are meant: an empty list leaves that side open.</summary>
internal sealed record CommitmentSelection
{
    /// <summary>What everybody may see.</summary>
    public static readonly CommitmentSelection Published = new() { IncludesUnpublished = false };

    public required bool IncludesUnpublished { get; init; }
    public IReadOnlyList<string> Parties { get; init; } = [];
    public IReadOnlyList<string> MemberStates { get; init; } = [];
    public IReadOnlyList<AssignmentRole> Roles { get; init; } = [];
    public IReadOnlyList<string> Instruments { get; init; } = [];
    public IReadOnlyList<string> Themes { get; init; } = [];
    public IReadOnlyList<CommitmentKind> Kinds { get; init; } = [];
    public IReadOnlyList<Scope> Scopes { get; init; } = [];
    public IReadOnlyList<Status> Statuses { get; init; } = [];
    public IReadOnlyList<Health> Healths { get; init; } = [];
    public IReadOnlyList<DeadlineState> DeadlineStates { get; init; } = [];
    public IReadOnlyList<Freshness> Freshnesses { get; init; } = [];
    public IReadOnlyList<Publication> Publications { get; init; } = [];

    /// <summary>Only what is still to be done: neither completed or reached, nor cancelled or superseded.</summary>
    public bool IsOpenOnly { get; init; }

    public DateOnly? DueFrom { get; init; }
    public DateOnly? DueTo { get; init; }
    public DateTimeOffset? UpdatedSince { get; init; }
    public string? Search { get; init; }
}
