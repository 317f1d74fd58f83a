namespace CommitmentTracker.TestStand.Generator;

/// <summary>
/// When which change of which commitment happened, and its place in the journal: first all are created, then ten times each is reported
/// on, and at the end some are closed. So the journal grows with time, although each commitment is made by itself.
/// </summary>
internal sealed class Timetable
{
    private static readonly DateTimeOffset CreatingFrom = new(2026, 1, 20, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset ReportingFrom = new(2026, 2, 10, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset ClosingFrom = new(2026, 10, 20, 2, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Creating = TimeSpan.FromDays(20);
    private static readonly TimeSpan ReportingRound = TimeSpan.FromDays(25);
    private static readonly TimeSpan Closing = TimeSpan.FromDays(10);

    private readonly int count;
    private readonly ReferenceState start;

    // How many before each commitment, and in all at the end, are seen by the public at first, and are closed.
    private readonly int[] publicBefore;
    private readonly int[] closedBefore;

    public Timetable(ReferenceState start, IReadOnlyList<Specimen> all)
    {
        this.start = start;
        count = all.Count;
        publicBefore = Running(all, each => each.IsPublicAtFirst);
        closedBefore = Running(all, each => each.Ending != Ending.None);
    }

    public Place Created(Specimen specimen) => InRound(specimen, 0, CreatingFrom, Creating);

    public Place Reported(Specimen specimen, int round) =>
        InRound(specimen, 1 + round, ReportingFrom + ReportingRound * round, ReportingRound);

    /// <summary>Each ending is seen by the public, before or after.</summary>
    public Place Closed(Specimen specimen)
    {
        const int Rounds = 1 + Specimen.Updates;
        var before = closedBefore[specimen.Number];
        return new Place(
            start.LastChange + (long)Rounds * count + before + 1,
            start.LastPublicNumber + (long)Rounds * publicBefore[count] + before + 1,
            At(specimen, ClosingFrom, Closing)
        );
    }

    /// <summary>Grows with the instant at which the update was recorded.</summary>
    public long UpdateId(Specimen specimen, int round) => start.LastProgressUpdate + (long)round * count + specimen.Number + 1;

    public long CommitmentId(Specimen specimen) => start.LastCommitment + specimen.Number + 1;

    private Place InRound(Specimen specimen, int round, DateTimeOffset from, TimeSpan length) =>
        new(
            start.LastChange + (long)round * count + specimen.Number + 1,
            specimen.IsPublicAtFirst
                ? start.LastPublicNumber + (long)round * publicBefore[count] + publicBefore[specimen.Number] + 1
                : null,
            At(specimen, from, length)
        );

    private DateTimeOffset At(Specimen specimen, DateTimeOffset from, TimeSpan length) => from + length / count * specimen.Number;

    private static int[] Running(IReadOnlyList<Specimen> all, Func<Specimen, bool> counts)
    {
        var before = new int[all.Count + 1];
        for (var number = 0; number < all.Count; number++)
        {
            before[number + 1] = before[number] + (counts(all[number]) ? 1 : 0);
        }

        return before;
    }
}

/// <summary>A change's number in the journal, its number for the public where that may know of it, and its instant.</summary>
internal readonly record struct Place(long ChangeId, long? PublicSeq, DateTimeOffset At);
