using CommitmentTracker.Data.Calendar;
using CommitmentTracker.Data.Commitments;
using CommitmentTracker.Data.ProgressUpdates;

namespace CommitmentTracker.TestStand.Generator;

/// <summary>All rows of one commitment, in every table that knows of it.</summary>
internal sealed record CommitmentRows
{
    public required CommitmentRow Commitment { get; init; }
    public required IReadOnlyList<AlsoUnderRow> AlsoUnder { get; init; }
    public required IReadOnlyList<AssignmentRow> Assignments { get; init; }
    public required IReadOnlyList<ProgressUpdateRow> ProgressUpdates { get; init; }
    public required IReadOnlyList<ChangeRow> Changes { get; init; }
    public required CalendarEntryRow? CalendarEntry { get; init; }
}

internal sealed record AlsoUnderRow(string CommitmentCode, string InstrumentCode);
