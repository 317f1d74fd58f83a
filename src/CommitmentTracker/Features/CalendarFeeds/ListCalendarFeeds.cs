using CommitmentTracker.Database;
using CommitmentTracker.Database.Calendar;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.CalendarFeeds;

/// <summary>The private feeds that the caller may revoke, the oldest first.</summary>
internal sealed record CalendarFeedList
{
    /// <summary>The feeds, those that were revoked among them.</summary>
    public required IReadOnlyList<CalendarFeedResource> Items { get; init; }
}

internal sealed class ListCalendarFeeds : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/calendar-feeds", Handle)
            .IsOperation<ListCalendarFeeds>(Tags.Deadlines)
            .OnlyFor(Role.Admin, Role.Secretariat, Role.FocalPoint)
            .Answers<CalendarFeedList>();

    /// <summary>List the private feeds</summary>
    /// <remarks>A focal point sees those of its party. Never the addresses: their tokens are not stored.</remarks>
    private static async Task<IResult> Handle(Caller caller, Store store, CancellationToken cancellation)
    {
        var feeds = await store.ReadAsync(session => CalendarFeedTable.ListAsync(session, caller.ReportsFor), cancellation);
        return Answer.Ok(new CalendarFeedList { Items = [.. feeds.Select(CalendarFeedResource.From)] });
    }
}
