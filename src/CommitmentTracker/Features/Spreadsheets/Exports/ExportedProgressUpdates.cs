using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

/// <summary>The progress updates that a caller may see, in the order in which they were recorded.</summary>
internal static class ExportedProgressUpdates
{
    private const string Sql = $"""
        select {ProgressUpdateRow.ColumnsOfU}
        from progress_updates u
        join commitments c on c.code = u.commitment_code
        """;

    public static ExportedSheet Of(
        Store store,
        ReportingClock clock,
        ProgressUpdateFilters filters,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var rows = Batches.ReadAsync<ProgressUpdateRow>(
            store,
            (session, last) => ReadAsync(session, Selected(filters, caller), last),
            ProgressUpdateSheet.Row,
            cancellation
        );
        return new ExportedSheet("progress-updates", Stored.Day(clock.Today), ProgressUpdateSheet.Columns, rows);
    }

    private static Conditions Selected(ProgressUpdateFilters filters, Caller caller) =>
        ProgressUpdateVisibility
            .Of(caller)
            .In("u.review", "reviews", filters.Review?.Values ?? [])
            .In("u.party_code", "parties", filters.Party?.Values ?? [])
            .In("u.commitment_code", "commitments", filters.Commitment?.Values ?? []);

    private static Task<IReadOnlyList<ProgressUpdateRow>> ReadAsync(Session session, Conditions selected, ProgressUpdateRow? last)
    {
        if (last is not null)
        {
            selected.Add("u.progress_update_id > @last", "last", last.ProgressUpdateId);
        }

        selected.Values.Add("size", Batches.Size);
        return session.QueryAsync<ProgressUpdateRow>(
            $"{Sql}\n{selected.Where}\norder by u.progress_update_id\nlimit @size",
            selected.Values
        );
    }
}
