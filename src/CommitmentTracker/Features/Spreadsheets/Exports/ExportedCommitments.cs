using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

/// <summary>The commitments that a caller may see, by code.</summary>
internal static class ExportedCommitments
{
    public static ExportedSheet Of(
        Store store,
        ReportingClock clock,
        CommitmentFilters filters,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var day = clock.On(filters.AsOf?.Value);
        var selection = filters.SelectionFor(caller);
        var rows = Batches.ReadAsync<StoredCommitment>(
            store,
            (session, last) => CommitmentBatch.ReadAsync(session, SelectionSql.For(selection, day), last?.Commitment.Code, Batches.Size),
            each => CommitmentSheet.Row(each.Commitment),
            cancellation
        );
        return new ExportedSheet("commitments", Stored.Day(clock.Today), CommitmentSheet.Columns, rows);
    }
}
