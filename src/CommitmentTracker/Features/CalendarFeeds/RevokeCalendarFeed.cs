using CommitmentTracker.Database;
using CommitmentTracker.Database.Calendar;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.CalendarFeeds;

internal sealed class RevokeCalendarFeed : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/calendar-feeds/{id:guid}/revoke", Handle)
            .IsOperation<RevokeCalendarFeed>(Tags.Deadlines)
            .OnlyFor(Role.Admin, Role.Secretariat, Role.FocalPoint)
            .Answers<CalendarFeedResource>()
            .Refuses(ErrorCode.NotFound);

    /// <summary>Revoke a private feed</summary>
    /// <remarks>Its address opens nothing from the next call on; its record is kept.</remarks>
    /// <param name="id">The feed's id.</param>
    private static async Task<IResult> Handle(Guid id, Caller caller, Store store, CancellationToken cancellation)
    {
        var result = await store.WriteAsync<CalendarFeed>(
            async session =>
                (await VisibleFeed.LoadAsync(session, id, caller)).Succeeded(out _, out var refused)
                    ? (await CalendarFeedTable.RevokeAsync(session, id, caller.Name))!
                    : refused,
            cancellation
        );
        return result.Succeeded(out var feed, out var refusal) ? Answer.Ok(CalendarFeedResource.From(feed)) : Answer.Refused(refusal);
    }
}
