namespace CommitmentTracker.Domain;

/// <summary>
/// What the public calendar shows of a due date: of a commitment, or with a <paramref name="Milestone"/> above 0 of one of its steps.
/// Nothing in it depends on the day.
/// </summary>
internal sealed record CalendarEntry(string Commitment, int Milestone, string? Party, string Title, DateOnly DueOn, DatePrecision Precision)
{
    private const char Separator = ' ';

    /// <summary>Long enough for every calendar that is opened now and then to strike what was called off.</summary>
    private const int DaysKeptCancelled = 90;

    public int Sequence { get; init; }
    public bool IsCancelled { get; init; }

    /// <summary>Whose it is, the codes with a space between: its own party, or all who are assigned.</summary>
    public string Parties { get; init; } = "";

    /// <summary>The instruments that it stands in or under, the codes with a space between.</summary>
    public string Instruments { get; init; } = "";

    public string Theme { get; init; } = "";

    public Status Status { get; init; }

    /// <summary>What the deadline rests on; null for a milestone, whose date has no basis of its own.</summary>
    public DeadlineBasis? Basis { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public IReadOnlyList<string> PartyCodes => Parties.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<string> InstrumentCodes => Instruments.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What the public may see of a commitment in a calendar: nothing of a draft, and nothing that is not due any more.</summary>
    public static IEnumerable<CalendarEntry> Of(Commitment commitment)
    {
        if (!commitment.IsPublic)
        {
            return [];
        }

        var status = commitment.RollUp.Status;
        var own =
            commitment.Deadline is { DueOn: { } dueOn, Precision: { } precision } && !IsClosed(status)
                ?
                [
                    new CalendarEntry(commitment.Code, 0, null, commitment.Title, dueOn, precision)
                    {
                        Status = status,
                        Basis = commitment.Deadline.Basis,
                    },
                ]
                : Array.Empty<CalendarEntry>();
        var steps = commitment
            .Milestones.Values.Where(step => !IsClosed(step.StatusUnder(status)))
            .Select(step => new CalendarEntry(commitment.Code, step.Number, step.Party, step.Title, step.DueOn, step.Precision)
            {
                Status = step.StatusUnder(status),
            });
        return own.Concat(steps)
            .Select(entry =>
                entry with
                {
                    Parties = entry.Party ?? string.Join(Separator, commitment.Assignments.Keys),
                    Instruments = string.Join(Separator, commitment.AlsoUnder.Prepend(commitment.Instrument)),
                    Theme = commitment.Theme,
                }
            );
    }

    /// <summary>
    /// Whether it is in the calendar of a selection of parties, instruments and themes. Asked of what the public saw last: of what was
    /// called off, the record as it stands now may be nobody's business.
    /// </summary>
    public bool IsIn(CommitmentSelection selection) =>
        HasAny(selection.Parties, Parties) && HasAny(selection.Instruments, Instruments) && HasAny(selection.Themes, Theme);

    /// <summary>Whether it is in the calendar of this day: for 90 days after the one on which it was called off, in UTC, and until that day is over.</summary>
    public bool IsShownOn(DateOnly today) =>
        !IsCancelled || DateOnly.FromDateTime(ChangedAt.UtcDateTime).AddDays(DaysKeptCancelled) >= today;

    /// <summary>This in place of what was shown before, if anything was: the sequence grows when the date moves or it stands again.</summary>
    public CalendarEntry After(CalendarEntry? shown, DateTimeOffset now)
    {
        if (shown is null)
        {
            return this with { ChangedAt = now };
        }

        var isRescheduled = shown.IsCancelled || (shown.DueOn, shown.Precision) != (DueOn, Precision);
        var next = this with { Sequence = shown.Sequence + (isRescheduled ? 1 : 0), ChangedAt = shown.ChangedAt };
        return next == shown ? next : next with { ChangedAt = now };
    }

    /// <summary>The same, called off: with what was shown of it last.</summary>
    public CalendarEntry Cancelled(DateTimeOffset now) => this with { IsCancelled = true, Sequence = Sequence + 1, ChangedAt = now };

    private static bool HasAny(IReadOnlyList<string> wanted, string codes)
    {
        if (wanted.Count == 0)
        {
            return true;
        }

        // Asked of every entry there is: without a string for each code.
        foreach (var range in codes.AsSpan().Split(Separator))
        {
            for (var index = 0; index < wanted.Count; index++)
            {
                if (codes.AsSpan(range).SequenceEqual(wanted[index]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsClosed(Status status) => status is Status.Cancelled or Status.Superseded;
}
