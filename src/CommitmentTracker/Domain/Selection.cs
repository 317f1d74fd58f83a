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

/// <summary>Which commitments a selection means, apart from the words that it searches for.</summary>
internal static class SelectionRule
{
    /// <summary>By the commitment's own status, health and owners.</summary>
    public static bool Selects(
        this CommitmentSelection selection,
        Commitment commitment,
        RollUp rollUp,
        DateTimeOffset updatedAt,
        ReportingDay day
    )
    {
        var dueOn = commitment.Deadline.DueOn;
        return selection.SelectsRecord(commitment, updatedAt)
            && IsOneOf(rollUp.Status, selection.Statuses)
            && IsOneOf(rollUp.Health, selection.Healths)
            && IsOwned(commitment, selection)
            && IsDue(DeadlineRule.StateOf(dueOn, rollUp.Status, rollUp.CompletedOn, day), selection)
            && IsOneOf(FreshnessRule.Of(rollUp.Status, rollUp.LastReportedOn, day), selection.Freshnesses);
    }

    /// <summary>By what the assignment has of its own, where its commitment is selected as a record.</summary>
    public static bool Selects(this CommitmentSelection selection, Assignment assignment, Commitment commitment, ReportingDay day)
    {
        var stands = StandingView.Of(assignment, commitment, day);
        return IsOneOf(assignment.Party, selection.Parties)
            && IsOneOf(assignment.Party, selection.MemberStates)
            && IsOneOf(assignment.Role, selection.Roles)
            && IsOneOf(stands.Status, selection.Statuses)
            && IsOneOf(assignment.Report?.Health, selection.Healths)
            && IsDue(stands.DeadlineState, selection)
            && IsOneOf(stands.Freshness, selection.Freshnesses);
    }

    /// <summary>
    /// By the milestone's own due date and state, and the rest of its commitment. A milestone with a party is that party's; one without is
    /// everyone's who is assigned to the commitment. With a role it is a party's only where that party has the role in the commitment.
    /// </summary>
    public static bool Selects(
        this CommitmentSelection selection,
        Milestone milestone,
        Commitment commitment,
        RollUp rollUp,
        DateTimeOffset updatedAt,
        ReportingDay day
    ) =>
        selection.SelectsButDueDate(commitment, updatedAt)
        && IsDueWithin(milestone.DueOn, selection.DueFrom, selection.DueTo)
        && IsOneOf(rollUp.Status, selection.Statuses)
        && IsOneOf(rollUp.Health, selection.Healths)
        && IsOneOf(FreshnessRule.Of(rollUp.Status, rollUp.LastReportedOn, day), selection.Freshnesses)
        && IsDue(milestone.StateOn(day, rollUp.Status), selection)
        && IsOwed(milestone, commitment, selection);

    /// <summary>By what is the same for all assignments of the commitment.</summary>
    public static bool SelectsRecord(this CommitmentSelection selection, Commitment commitment, DateTimeOffset updatedAt) =>
        selection.SelectsButDueDate(commitment, updatedAt) && IsDueWithin(commitment.Deadline.DueOn, selection.DueFrom, selection.DueTo);

    /// <summary>What the caller may see: for those who keep the tracker what is archived too, where they ask for it.</summary>
    private static bool Sees(CommitmentSelection selection, Publication publication) =>
        publication == Publication.Published
        || (selection.IncludesUnpublished && (selection.Publications.Count > 0 || publication != Publication.Archived));

    private static bool SelectsButDueDate(this CommitmentSelection selection, Commitment commitment, DateTimeOffset updatedAt) =>
        Sees(selection, commitment.Publication)
        && IsOneOf(commitment.Publication, selection.Publications)
        && IsOneOf(commitment.Kind, selection.Kinds)
        && IsOneOf(commitment.Scope, selection.Scopes)
        && IsOneOf(commitment.Theme, selection.Themes)
        && StandsUnder(commitment, selection.Instruments)
        && !(updatedAt < selection.UpdatedSince);

    private static bool IsDue(DeadlineState state, CommitmentSelection selection) =>
        IsOneOf(state, selection.DeadlineStates) && (!selection.IsOpenOnly || IsOneOf(state, DeadlineRule.Open));

    private static bool IsOneOf<T>(T value, IReadOnlyList<T> wanted)
    {
        if (wanted.Count == 0)
        {
            return true;
        }

        for (var index = 0; index < wanted.Count; index++)
        {
            if (EqualityComparer<T>.Default.Equals(wanted[index], value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOneOf(Health? value, IReadOnlyList<Health> wanted) =>
        wanted.Count == 0 || (value is { } known && IsOneOf(known, wanted));

    private static bool StandsUnder(Commitment commitment, IReadOnlyList<string> instruments) =>
        instruments.Count == 0 || instruments.Contains(commitment.Instrument) || instruments.Any(commitment.AlsoUnder.Contains);

    private static bool IsDueWithin(DateOnly? dueOn, DateOnly? from, DateOnly? to) =>
        (from ?? to) is null || (dueOn is { } due && !(due < from) && !(due > to));

    private static bool IsOwned(Commitment commitment, CommitmentSelection selection) =>
        (selection.Parties.Count == 0 || IsOwned(commitment, selection.Parties, selection.Roles))
        && (selection.MemberStates.Count == 0 || IsOwned(commitment, selection.MemberStates, selection.Roles))
        && (
            selection is not { Parties: [], MemberStates: [], Roles.Count: > 0 }
            || commitment.Assignments.Values.Any(assignment => IsOneOf(assignment.Role, selection.Roles))
        );

    private static bool IsOwned(Commitment commitment, IReadOnlyList<string> parties, IReadOnlyList<AssignmentRole> roles) =>
        parties.Any(party => commitment.Assignments.TryGetValue(party, out var assignment) && IsOneOf(assignment.Role, roles));

    private static bool IsOwed(Milestone milestone, Commitment commitment, CommitmentSelection selection)
    {
        if (selection is { Parties: [], Roles: [] })
        {
            return true;
        }

        if (milestone.Party is { } party && selection.Roles.Count == 0)
        {
            return IsOneOf(party, selection.Parties);
        }

        return commitment.Assignments.Values.Any(assignment =>
            IsOneOf(assignment.Party, selection.Parties)
            && IsOneOf(assignment.Role, selection.Roles)
            && (milestone.Party is null || milestone.Party == assignment.Party)
        );
    }
}
