namespace CommitmentTracker.Domain;

/// <summary>One thing to be done, with all that stands under its version. Every change is a new value of this record.</summary>
internal sealed record Commitment
{
    public const string CodePattern = "^[A-Z0-9][A-Z0-9.-]{1,31}$";
    public const int CodeMaxLength = 32;
    public const int TitleMaxLength = 300;
    public const int DescriptionMaxLength = 10_000;
    public const int VerbMaxLength = 60;
    public const int ThemeMaxLength = 40;
    public const int AlsoUnderMaxCount = 20;

    public required string Code { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    public required CommitmentKind Kind { get; init; }
    public string? Verb { get; init; }
    public required Scope Scope { get; init; }
    public required string Instrument { get; init; }
    public ImmutableSortedSet<string> AlsoUnder { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
    public required string Theme { get; init; }
    public Publication Publication { get; init; }
    public string? SupersededBy { get; init; }
    public ImmutableList<Source> Sources { get; init; } = [];
    public Deadline Deadline { get; init; } = Deadline.None;

    public ImmutableSortedDictionary<string, Assignment> Assignments { get; init; } =
        ImmutableSortedDictionary.Create<string, Assignment>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<int, Milestone> Milestones { get; init; } = ImmutableSortedDictionary<int, Milestone>.Empty;

    /// <summary>The number that the next milestone gets: a deleted one's is never given again.</summary>
    public int NextMilestoneNumber { get; init; } = 1;

    public bool IsPublic => Publication == Publication.Published;

    public RollUp RollUp => RollUp.Of([.. Assignments.Values], SupersededBy is not null);
}
