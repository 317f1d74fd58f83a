using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

/// <summary>The assignments on commitments that a caller may see, by commitment and party.</summary>
internal static class ExportedAssignments
{
    private const string Sql = $"""
        select a.commitment_code, c.title, c.instrument_code, c.theme_code, a.party_code, p.name as party_name, p.party_kind, a.role,
            a.basis, {DerivedSql.AssignmentStatus} as status, a.percent, a.health, a.health_reason, c.due_on, c.due_precision, a.reported_on, a.completed_on
        from assignments a
        join commitments c on c.code = a.commitment_code
        join parties p on p.party_code = a.party_code
        """;

    private static readonly Keyset<AssignmentSheetRow> Order = new([
        new("a.commitment_code", row => row.CommitmentCode),
        new("a.party_code", row => row.PartyCode),
    ]);

    public static ExportedSheet Of(Store store, ReportingClock clock, DueFilters filters, Caller caller, CancellationToken cancellation)
    {
        var day = clock.On(filters.AsOf?.Value);
        var selection = filters.SelectionFor(caller, day);
        var rows = Batches.ReadAsync<AssignmentSheetRow>(
            store,
            (session, last) => ReadAsync(session, SelectionSql.ForAssignments(selection, day), last),
            row => row.Cells(day),
            cancellation
        );
        return new ExportedSheet("assignments", Stored.Day(clock.Today), AssignmentSheetRow.Columns, rows);
    }

    private static Task<IReadOnlyList<AssignmentSheetRow>> ReadAsync(Session session, Conditions selected, AssignmentSheetRow? last)
    {
        if (last is not null)
        {
            Order.StartAfter(selected, Order.ValuesOf(last));
        }

        selected.Values.Add("size", Batches.Size);
        return session.QueryAsync<AssignmentSheetRow>($"{Sql}\n{selected.Where}\norder by {Order.OrderBy}\nlimit @size", selected.Values);
    }
}
