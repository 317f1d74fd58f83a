namespace CommitmentTracker.Domain;

/// <summary>A reporting round: the period in which the parties of some instruments report, until it is closed.</summary>
internal sealed record Round
{
    public const string CodePattern = "^[A-Z0-9][A-Z0-9.-]{1,31}$";
    public const int CodeMaxLength = 32;
    public const int NameMaxLength = 200;
    public const int InstrumentsMaxCount = 20;

    public required string Code { get; init; }
    public required string Name { get; init; }
    public required ImmutableSortedSet<string> Instruments { get; init; }

    /// <summary>The first day of the period, within it.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day of the period, within it.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The day by which it is to be closed. Nothing happens on that day by itself: somebody closes it.</summary>
    public required DateOnly ClosesOn { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The digest of the report that closing froze.</summary>
    public string? ReportSha256 { get; init; }

    public RoundState State => ClosedAt is null ? RoundState.Open : RoundState.Closed;

    /// <summary>Why nothing of the round can change any more, or null while it is open.</summary>
    public Refusal? RefusalWhenClosed =>
        State == RoundState.Open
            ? null
            : new Refusal(
                ErrorCode.RoundClosed,
                $"Round {Code} is closed, and its report stands. A round cannot be opened again: open a new round instead."
            );

    /// <summary>Why there is no report yet, or null once it is closed.</summary>
    public Refusal? RefusalWhenOpen =>
        State == RoundState.Closed
            ? null
            : new Refusal(
                ErrorCode.RoundNotClosed,
                $"Round {Code} is not closed yet, and its report is made by closing it. Until then read its preview or who has reported."
            );

    /// <summary>Whether a report as of the day counts in it.</summary>
    public bool AsksAbout(DateOnly day) => From <= day && day <= To;

    public Round Closed(DateTimeOffset at, string reportSha256) => this with { ClosedAt = at, ReportSha256 = reportSha256 };
}
