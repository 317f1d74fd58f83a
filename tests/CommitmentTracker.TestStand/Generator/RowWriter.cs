using CommitmentTracker.Data.Calendar;
using CommitmentTracker.Data.Commitments;
using CommitmentTracker.Data.ProgressUpdates;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.TestStand.Generator;

/// <summary>Writes the rows of commitments into all tables that know of them.</summary>
internal sealed class RowWriter(SqliteConnection connection) : IDisposable
{
    private readonly BulkInsert<CommitmentRow> commitments = new(connection, "commitments");
    private readonly BulkInsert<AlsoUnderRow> alsoUnder = new(connection, "also_under");
    private readonly BulkInsert<AssignmentRow> assignments = new(connection, "assignments");
    private readonly BulkInsert<ProgressUpdateRow> updates = new(connection, "progress_updates");
    private readonly BulkInsert<ChangeRow> changes = new(connection, "changes");
    private readonly BulkInsert<CalendarEntryRow> entries = new(connection, "calendar_entries");

    public void Write(CommitmentRows rows)
    {
        commitments.Add(rows.Commitment);
        alsoUnder.AddAll(rows.AlsoUnder);
        assignments.AddAll(rows.Assignments);
        updates.AddAll(rows.ProgressUpdates);
        changes.AddAll(rows.Changes);
        if (rows.CalendarEntry is { } entry)
        {
            entries.Add(entry);
        }
    }

    public void Dispose()
    {
        commitments.Dispose();
        alsoUnder.Dispose();
        assignments.Dispose();
        updates.Dispose();
        changes.Dispose();
        entries.Dispose();
    }
}
