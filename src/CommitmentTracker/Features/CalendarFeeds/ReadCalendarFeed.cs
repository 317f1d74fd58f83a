using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.CalendarFeeds;

internal sealed class ReadCalendarFeed : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/calendar-feeds/{id:guid}", Handle)
            .IsOperation<ReadCalendarFeed>(Tags.Deadlines)
            .OnlyFor(Role.Admin, Role.Secretariat, Role.FocalPoint)
            .Answers<CalendarFeedResource>()
            .Refuses(ErrorCode.NotFound);

    /// <summary>Read a private feed's record</summary>
    /// <remarks>Whose it is, and whether it was revoked.</remarks>
    /// <param name="id">The feed's id.</param>
    private static async Task<IResult> Handle(Guid id, Caller caller, Store store, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => VisibleFeed.LoadAsync(session, id, caller), cancellation);
        return result.Succeeded(out var feed, out var refusal) ? Answer.Ok(CalendarFeedResource.From(feed)) : Answer.Refused(refusal);
    }
}
