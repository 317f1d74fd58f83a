using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using FastEndpoints;

namespace CommitmentTracker.Features.Assignments;

internal sealed record ListAssignmentsInput
{
    public DueFilters Filters { get; init; } = new();

    public PageQuery Page { get; init; } = new();
}

/// <summary>A page of assignments.</summary>
internal sealed record AssignmentPage
{
    /// <summary>The assignments of this page, the soonest due first.</summary>
    public required IReadOnlyList<AssignmentItem> Items { get; init; }

    /// <summary>Where the page stands.</summary>
    public required Page Page { get; init; }

    /// <summary>The day that states and freshness are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

internal sealed class ListAssignments(Store store, ReportingClock clock) : Endpoint<ListAssignmentsInput, AssignmentPage>
{
    private const string SelectSql = $"""
        select c.code, c.title, c.kind, c.scope, c.instrument_code, c.theme_code, c.publication, a.party_code, p.name, p.party_kind, a.role,
            a.basis, {DerivedSql.AssignmentStatus} as status, a.percent, a.health, a.health_reason, c.due_on, c.due_order, c.due_precision,
            a.reported_on, a.completed_on
        """;

    private const string FromSql = """
        from assignments a
        join commitments c on c.code = a.commitment_code
        join parties p on p.party_code = a.party_code
        """;

    private static readonly Keyset<AssignmentItemRow> SoonestFirst = new([
        new("c.due_order", row => row.DueOrder),
        new("c.code", row => row.Code),
        new("a.party_code", row => row.PartyCode),
    ]);

    public override void Configure()
    {
        Get("/assignments");
        Definition.Under(Headings.Assignments).OpenToReaders().Refuses(ErrorCode.InvalidCursor);
    }

    /// <summary>List who owes what</summary>
    /// <remarks>
    /// One row a party and commitment, the soonest due first, what has no due date last. What a party owes: <c>memberState=VN</c>; what of
    /// it is late: <c>state=overdue</c>; what is due in the next 30 days: <c>within=30d</c>; what has gone stale: <c>freshness=stale</c>.
    /// </remarks>
    public override async Task HandleAsync(ListAssignmentsInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ListAssignmentsInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Filters.AsOf?.Value);
        var selected = SelectionSql.ForAssignments(input.Filters.SelectionFor(Caller.From(User), day), day);
        var list = new ListPages<AssignmentItemRow>(SelectSql, FromSql, selected, SoonestFirst, Cursor.DigestOf(HttpContext.Request.Query));
        if (!list.TryStartAfter(input.Page.Cursor))
        {
            return Answer.Refused(Cursor.Foreign);
        }

        var (rows, page) = await store.ReadAsync(session => list.ReadAsync(session, input.Page.Size), cancellation);
        var answer = new AssignmentPage
        {
            Items = [.. rows.Select(row => row.ToItem(day))],
            Page = page,
            AsOf = day.Today,
        };
        return Answer.Page(answer, NextLink.For(HttpContext.Request, page.Next));
    }
}
