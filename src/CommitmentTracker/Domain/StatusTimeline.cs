namespace CommitmentTracker.Domain;

/// <summary>
/// How many commitments had each status at several moments, from the changes in the order in which they were made. Each moment shows what
/// came before it and nothing that came later.
/// </summary>
internal sealed class StatusTimeline(IReadOnlyList<DateTimeOffset> moments, PastSelection selection)
{
    private readonly Dictionary<Status, long> counts = Enum.GetValues<Status>().ToDictionary(status => status, _ => 0L);
    private readonly List<IReadOnlyDictionary<Status, long>> points = [];

    /// <summary>Whether later changes tell nothing new.</summary>
    public bool IsOver => points.Count == moments.Count;

    public void Add(PastStep step)
    {
        while (!IsOver && moments[points.Count] <= step.At)
        {
            points.Add(counts.ToDictionary());
        }

        Count(step.Before, -1);
        Count(step.After, 1);
    }

    /// <summary>The counts at each moment, once all changes were added.</summary>
    public IReadOnlyList<IReadOnlyDictionary<Status, long>> Points() =>
        [.. points, .. Enumerable.Repeat(counts.ToDictionary(), moments.Count - points.Count)];

    private void Count(PastCommitment commitment, int by)
    {
        if (selection.Includes(commitment))
        {
            counts[commitment.Status] += by;
        }
    }
}

/// <summary>A commitment as the changes up to some moment left it: what a timeline looks at, and nothing more.</summary>
internal sealed record PastCommitment
{
    public static readonly PastCommitment Unborn = new();

    public CommitmentKind Kind { get; init; }
    public Publication Publication { get; init; }
    public Status Status { get; init; }
    public string Instrument { get; init; } = "";
    public IReadOnlyList<string> AlsoUnder { get; init; } = [];
    public string Theme { get; init; } = "";
    public IReadOnlyList<string> Parties { get; init; } = [];

    /// <summary>Of each code one text is kept, however many commitments name it: there are few codes, and as many of these as changes.</summary>
    public PastCommitment After(PastChange change) =>
        new()
        {
            Kind = change.Kind ?? Kind,
            Publication = change.Publication ?? Publication,
            Status = change.Status ?? Status,
            Instrument = Shared(change.Instrument) ?? Instrument,
            AlsoUnder = change.AlsoUnder?.Select(string.Intern).ToArray() ?? AlsoUnder,
            Theme = Shared(change.Theme) ?? Theme,
            Parties =
                change.Assigned.Count + change.Released.Count == 0
                    ? Parties
                    : Parties.Union(change.Assigned.Select(string.Intern)).Except(change.Released).ToArray(),
        };

    private static string? Shared(string? code) => code is null ? null : string.Intern(code);
}

/// <summary>What one change says of that. What it does not say stayed as it was.</summary>
internal sealed record PastChange
{
    public CommitmentKind? Kind { get; init; }
    public Publication? Publication { get; init; }
    public Status? Status { get; init; }
    public string? Instrument { get; init; }
    public IReadOnlyList<string>? AlsoUnder { get; init; }
    public string? Theme { get; init; }
    public IReadOnlyList<string> Assigned { get; init; } = [];
    public IReadOnlyList<string> Released { get; init; } = [];

    /// <summary>Whether it moves anything of what timelines look at.</summary>
    public bool CountsInTimelines =>
        (Kind ?? (object?)Publication ?? (object?)Status ?? Instrument ?? (object?)AlsoUnder ?? Theme) is not null
        || Assigned.Count + Released.Count > 0;
}

/// <summary>A commitment before and after one change of it.</summary>
internal readonly record struct PastStep(DateTimeOffset At, PastCommitment Before, PastCommitment After);

/// <summary>Which commitments a timeline counts, asked of each moment anew: an empty list leaves that side open.</summary>
internal sealed record PastSelection
{
    public IReadOnlyList<string> Instruments { get; init; } = [];
    public IReadOnlyList<string> Themes { get; init; } = [];
    public IReadOnlyList<string> MemberStates { get; init; } = [];

    public bool Includes(PastCommitment past) =>
        past is { Publication: Publication.Published, Kind: CommitmentKind.Commitment }
        && (Instruments.Count == 0 || Instruments.Contains(past.Instrument) || past.AlsoUnder.Any(Instruments.Contains))
        && (Themes.Count == 0 || Themes.Contains(past.Theme))
        && (MemberStates.Count == 0 || MemberStates.Any(past.Parties.Contains));
}
