using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using FastEndpoints;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

internal sealed record ExportAssignmentsInput
{
    public DueFilters Filters { get; init; } = new();

    /// <summary>Whether the file begins with a byte order mark, by which Excel tells UTF-8.</summary>
    [QueryParam, BindFrom("bom")]
    public Flag? WithMark { get; init; }
}

internal sealed class ExportAssignments(Store store, ReportingClock clock) : Endpoint<ExportAssignmentsInput, Stream>
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

    public override void Configure()
    {
        Get("/assignments.csv");
        Definition.Under(Headings.Spreadsheets).OpenToReaders().AnswersFile(isStreamed: true, CsvAnswer.MediaType);
    }

    /// <summary>Export assignments as CSV</summary>
    /// <remarks>
    /// One row a party and commitment, by commitment and party, each with its own status, health, deadline state and freshness. Filters on
    /// parties, roles, statuses, health, deadline states and freshness are asked of the assignment, the others of its commitment.
    /// </remarks>
    public override async Task HandleAsync(ExportAssignmentsInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Filters.AsOf?.Value);
        var selection = input.Filters.SelectionFor(Caller.From(User), day);
        var rows = Batches.ReadAsync<AssignmentSheetRow>(
            store,
            (session, last) => ReadAsync(session, SelectionSql.ForAssignments(selection, day), last),
            row => row.Cells(day),
            cancellation
        );
        await Send.ResultAsync(
            new CsvAnswer($"assignments-{Stored.Day(clock.Today)}.csv", input.WithMark?.Value ?? false, AssignmentSheetRow.Header, rows)
        );
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
