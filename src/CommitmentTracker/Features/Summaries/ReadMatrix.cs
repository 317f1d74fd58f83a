using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.ReadModel;
using FastEndpoints;

namespace CommitmentTracker.Features.Summaries;

internal sealed record ReadMatrixInput
{
    public CommitmentFilters Filters { get; init; } = new();
}

internal sealed class ReadMatrix(LiveMatrix live, Store store, ReportingClock clock) : Endpoint<ReadMatrixInput, Matrix>
{
    private const string RowsSql = "select c.code, c.title, c.status from commitments c";

    private const string CellsSql = """
        select a.commitment_code, a.party_code, a.role, a.status, a.health, a.completed_on, a.reported_on, c.due_on,
            c.status = 'superseded' as is_superseded
        from assignments a
        join commitments c on c.code = a.commitment_code
        """;

    public override void Configure()
    {
        Get("/summary/matrix");
        Definition.Under(Headings.Summaries).OpenToReaders();
    }

    /// <summary>Read commitments by member states, whole</summary>
    /// <remarks>
    /// One row a commitment, one column a member state, all in one answer. The rows are what the list of commitments holds for the same
    /// filters with <c>kind=commitment</c>: only published records of that kind, whoever asks. The columns are the member states, or those
    /// that <c>memberState</c> names; bodies have none. Where a member state has no cell, the commitment is not assigned to it. The
    /// cells of a superseded commitment are <c>superseded</c>, and their deadlines closed.
    /// </remarks>
    public override async Task HandleAsync(ReadMatrixInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Filters.AsOf?.Value);
        var selection = input.Filters.SelectionFor(Caller.From(User)) with { IncludesUnpublished = false };
        var selected = new ModelSelection(selection, day, $"matrix {Cursor.DigestOf(HttpContext.Request.Query)}");
        await Send.ResultAsync(
            await live.ReadAsync(selected, selection.MemberStates, cancellation)
                ?? Answer.Ok(await store.ReadAsync(session => ReadAsync(session, selection, day), cancellation))
        );
    }

    private static async Task<Matrix> ReadAsync(Session session, CommitmentSelection selection, ReportingDay day)
    {
        var columns = new Conditions()
            .In("p.party_kind", "kind", [PartyKind.MemberState])
            .In("p.party_code", "columns", selection.MemberStates);
        var conditions = SelectionSql.For(selection, day).Add("c.kind = 'commitment'");
        var memberStates = await session.QueryAsync<MatrixMemberState>(
            $"select p.party_code as code, p.name from parties p {columns.Where} order by p.party_code",
            columns.Values
        );
        var rows = await session.QueryAsync<Row>($"{RowsSql}\n{conditions.Where}\norder by c.code", conditions.Values);
        conditions.Values.AddDynamicParams(columns.Values);
        conditions.Add($"a.party_code in (select p.party_code from parties p {columns.Where})");
        var cells = await session.QueryAsync<MatrixCellRow>(
            $"{CellsSql}\n{conditions.Where}\norder by a.commitment_code, a.party_code",
            conditions.Values
        );
        var byCommitment = cells.ToLookup(cell => cell.CommitmentCode, StringComparer.Ordinal);
        return new Matrix
        {
            MemberStates = memberStates,
            Rows = [.. rows.Select(row => row.ToResource(byCommitment[row.Code], day))],
            AsOf = day.Today,
        };
    }

    private sealed record Row
    {
        public string Code { get; init; } = "";
        public string Title { get; init; } = "";
        public string Status { get; init; } = "";

        public MatrixCommitment ToResource(IEnumerable<MatrixCellRow> cells, ReportingDay day) =>
            new()
            {
                Code = Code,
                Title = Title,
                Status = EnumCode.Parse<Status>(Status),
                Cells = cells.ToDictionary(cell => cell.PartyCode, cell => cell.ToCell(day), StringComparer.Ordinal),
            };
    }
}
