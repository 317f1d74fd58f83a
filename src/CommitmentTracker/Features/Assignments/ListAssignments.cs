using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.Assignments;

internal sealed record ListAssignmentsQuery : DueFilters;

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

internal sealed class ListAssignments : IEndpoint
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

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/assignments", Handle)
            .IsOperation<ListAssignments>(Tags.Assignments)
            .OpenToReaders()
            .Answers<AssignmentPage>()
            .Refuses(ErrorCode.InvalidCursor);

    /// <summary>List who owes what</summary>
    /// <remarks>
    /// One row a party and commitment, the soonest due first, what has no due date last. What a party owes: <c>memberState=VN</c>; what of
    /// it is late: <c>state=overdue</c>; what is due in the next 30 days: <c>within=30d</c>; what has gone stale: <c>freshness=stale</c>.
    /// </remarks>
    private static async Task<IResult> Handle(
        [AsParameters] ListAssignmentsQuery query,
        HttpRequest request,
        Caller caller,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var day = clock.On(query.AsOf?.Value);
        var selected = SelectionSql.ForAssignments(query.SelectionFor(caller, day), day);
        var list = new ListPages<AssignmentItemRow>(SelectSql, FromSql, selected, SoonestFirst, Cursor.DigestOf(request.Query));
        if (!list.TryStartAfter(query.Cursor))
        {
            return Answer.Refused(Cursor.Foreign);
        }

        var (rows, page) = await store.ReadAsync(session => list.ReadAsync(session, query.Limit?.Value ?? PageLimit.Default), cancellation);
        var answer = new AssignmentPage
        {
            Items = [.. rows.Select(row => row.ToItem(day))],
            Page = page,
            AsOf = day.Today,
        };
        return Answer.Page(answer, NextLink.For(request, page.Next));
    }
}
