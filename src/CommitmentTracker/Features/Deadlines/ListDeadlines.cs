using System.Globalization;
using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.Tracker;
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

internal sealed class ListDeadlines(LiveState live, ReportingClock clock) : Endpoint<ListDeadlinesInput, DeadlinePage>
{
    /// <summary>A commitment before its milestones, these by number, as text of one width: cursors carry text.</summary>
    private static readonly Order<TrackedDeadline> SoonestFirst = new(
        new OrderKey<TrackedDeadline>(each => Stored.Day(each.DueOn)),
        new OrderKey<TrackedDeadline>(each => each.Of.Code),
        new OrderKey<TrackedDeadline>(each => each.Milestone?.Number.ToString("D10", CultureInfo.InvariantCulture) ?? "")
    );

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
        var selection = input.Filters.SelectionFor(Caller.From(User), day);
        var digest = Cursor.DigestOf(HttpContext.Request.Query);
        var view = live.Views.Get(
            ViewKey.Of("deadlines", selection, day, digest),
            key => new SortedView<TrackedDeadline>(key, new Selected(selection, day).Deadlines, SoonestFirst)
        );
        var pages = new ListPages<TrackedDeadline>(
            live,
            view,
            digest,
            day,
            (each, at) => each.Json.For(at, day, () => Answer.Json(DeadlineItem.From(each, day)))
        );
        return pages.Answer(await live.CurrentAsync(cancellation), input.Page, HttpContext.Request);
    }
}
