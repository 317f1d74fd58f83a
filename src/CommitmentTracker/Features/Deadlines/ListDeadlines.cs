using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using FastEndpoints;

namespace CommitmentTracker.Features.Deadlines;

internal sealed record ListDeadlinesInput
{
    public DueFilters Filters { get; init; } = new();

    public PageQuery Page { get; init; } = new();
}

/// <summary>A page of what has a due date.</summary>
internal sealed record DeadlinePage
{
    /// <summary>The commitments and milestones of this page, the soonest due first.</summary>
    public required IReadOnlyList<DeadlineItem> Items { get; init; }

    /// <summary>Where the page stands.</summary>
    public required Page Page { get; init; }

    /// <summary>The day that states are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

internal sealed class ListDeadlines(Store store, ReportingClock clock) : Endpoint<ListDeadlinesInput, DeadlinePage>
{
    private const string SelectSql = """
        select d.code, d.title, d.number, d.number_order, d.milestone_title, d.party_code, d.kind, d.instrument_code, d.theme_code,
            d.publication, d.due_on, d.due_precision, d.status, d.completed_on
        """;

    // Never null: of a union's column the first row says of what type it is.
    private const string CommitmentsSql = """
        select c.code, c.title, 0 as number, '' as number_order, '' as milestone_title, '' as party_code, c.kind, c.instrument_code,
            c.theme_code, c.publication, c.due_on, c.due_precision, c.status,
            coalesce(c.completed_on, '') as completed_on
        from commitments c
        """;

    // The number in order as text, of one width: cursors carry text.
    private const string MilestonesSql = $"""
        select c.code, c.title, m.number, cast(10000000000 + m.number as text), m.title, coalesce(m.party_code, ''), c.kind, c.instrument_code,
            c.theme_code, c.publication, m.due_on, m.due_precision, {DerivedSql.MilestoneStatus},
            coalesce(m.reached_on, '')
        from milestones m
        join commitments c on c.code = m.commitment_code
        """;

    private static readonly Keyset<DeadlineItemRow> SoonestFirst = new([
        new("d.due_on", row => row.DueOn),
        new("d.code", row => row.Code),
        new("d.number_order", row => row.NumberOrder),
    ]);

    public override void Configure()
    {
        Get("/deadlines");
        Definition.Under(Headings.Deadlines).OpenToReaders().Refuses(ErrorCode.InvalidCursor);
    }

    /// <summary>List what has a due date</summary>
    /// <remarks>
    /// Commitments and milestones, the soonest due first. Of a party are the commitments assigned to it, the milestones of its own, and on
    /// the commitments assigned to it the milestones of all.
    /// </remarks>
    public override async Task HandleAsync(ListDeadlinesInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ListDeadlinesInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Filters.AsOf?.Value);
        var list = PagesOf(input.Filters.SelectionFor(Caller.From(User), day), day, Cursor.DigestOf(HttpContext.Request.Query));
        if (!list.TryStartAfter(input.Page.Cursor))
        {
            return Answer.Refused(Cursor.Foreign);
        }

        var (rows, page) = await store.ReadAsync(session => list.ReadAsync(session, input.Page.Size), cancellation);
        var answer = new DeadlinePage
        {
            Items = [.. rows.Select(row => row.ToItem(day))],
            Page = page,
            AsOf = day.Today,
        };
        return Answer.Page(answer, NextLink.For(HttpContext.Request, page.Next));
    }

    private static ListPages<DeadlineItemRow> PagesOf(CommitmentSelection selection, ReportingDay day, string query)
    {
        var commitments = DeadlineSql.ForCommitments(selection, day);
        var milestones = DeadlineSql.ForMilestones(selection, day);
        var from = $"from (\n{CommitmentsSql}\n{commitments.Where}\nunion all\n{MilestonesSql}\n{milestones.Where}\n) d";
        var selected = new Conditions();
        selected.AddValuesOf(commitments).AddValuesOf(milestones);
        return new ListPages<DeadlineItemRow>(SelectSql, from, selected, SoonestFirst, query);
    }
}
