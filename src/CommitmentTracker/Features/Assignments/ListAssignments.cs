using CommitmentTracker.Clock;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.Tracker;
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

internal sealed class ListAssignments(LiveState live, ReportingClock clock) : Endpoint<ListAssignmentsInput, AssignmentPage>
{
    private static readonly Order<TrackedAssignment> SoonestFirst = new(
        new OrderKey<TrackedAssignment>(each => each.Of.DueOrder),
        new OrderKey<TrackedAssignment>(each => each.Of.Code),
        new OrderKey<TrackedAssignment>(each => each.Assignment.Party)
    );

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
        var selection = input.Filters.SelectionFor(Caller.From(User), day);
        var digest = Cursor.DigestOf(HttpContext.Request.Query);
        var view = live.Views.Get(
            ViewKey.Of("assignments", selection, day, digest),
            key => new SortedView<TrackedAssignment>(key, new Selected(selection, day).Assignments, SoonestFirst)
        );
        var pages = new ListPages<TrackedAssignment>(
            live,
            view,
            digest,
            day,
            (each, at) => each.Json.For(at, day, () => Answer.Json(AssignmentItem.From(each, at.References, day)))
        );
        return pages.Answer(await live.CurrentAsync(cancellation), input.Page, HttpContext.Request);
    }
}
