using CommitmentTracker.Database;
using CommitmentTracker.Database.Calendar;
using CommitmentTracker.Domain;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.CalendarFeeds;

/// <summary>A feed of another party does not exist for a focal point, in the same words.</summary>
internal static class VisibleFeed
{
    public static async Task<Result<CalendarFeed>> LoadAsync(Session session, Guid id, Caller caller) =>
        await CalendarFeedTable.FindAsync(session, id) is { } feed && (caller.KeepsTheTracker || caller.ReportsFor == feed.Party)
            ? feed
            : new Refusal(ErrorCode.NotFound, $"There is no feed {id}.");
}
