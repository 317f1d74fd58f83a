using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportAssignmentsQuery : CommitmentFilters
{
    /// <summary>Whether the file begins with a byte order mark, by which Excel tells UTF-8.</summary>
    [FromQuery(Name = "bom")]
    public Flag? WithMark { get; init; }
}

internal sealed class ExportAssignments : IEndpoint
{
    private const string Sql = """
        select a.commitment_code, c.title, c.instrument_code, c.theme_code, a.party_code, p.name as party_name, p.party_kind, a.role,
            a.basis, a.status, a.percent, a.health, a.health_reason, c.due_on, c.due_precision, a.reported_on, a.completed_on
        from assignments a
        join commitments c on c.code = a.commitment_code
        join parties p on p.party_code = a.party_code
        """;

    private static readonly Keyset<AssignmentSheetRow> Order = new([
        new("a.commitment_code", row => row.CommitmentCode),
        new("a.party_code", row => row.PartyCode),
    ]);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/assignments.csv", Handle)
            .IsOperation<ExportAssignments>(Tags.Spreadsheets)
            .OpenToReaders()
            .AnswersFile(isStreamed: true, CsvAnswer.MediaType);

    /// <summary>Export assignments as CSV</summary>
    /// <remarks>
    /// One row a party and commitment, by commitment and party, each with its own status, health, deadline state and freshness. Filters on
    /// parties, roles, statuses, health, deadline states and freshness are asked of the assignment, the others of its commitment.
    /// </remarks>
    private static CsvAnswer Handle([AsParameters] ExportAssignmentsQuery query, Caller caller, Store store, ReportingClock clock)
    {
        var day = clock.On(query.AsOf?.Value);
        var selection = query.SelectionFor(caller);
        var rows = Batches.ReadAsync<AssignmentSheetRow>(
            store,
            (session, last) => ReadAsync(session, SelectionSql.ForAssignments(selection, day), last),
            row => row.Cells(day)
        );
        return new CsvAnswer($"assignments-{Stored.Day(clock.Today)}.csv", query.WithMark?.Value ?? false, AssignmentSheetRow.Header, rows);
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
