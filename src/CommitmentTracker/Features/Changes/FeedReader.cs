namespace CommitmentTracker.Features.Changes;

/// <summary>
/// Reads the journal as a feed. Writers take turns and a number is given inside the turn, so that numbers become visible in their order:
/// who has read up to one has missed none before it.
/// </summary>
internal static class FeedReader
{
    public static async Task<Result<ChangeFeed>> ReadAsync(Session session, FeedView view, long since, int limit)
    {
        if (since > await view.EndAsync(session))
        {
            // Nobody got such a number from this database: it was put back to an earlier state, or the caller saw more before.
            return new Refusal(
                ErrorCode.InvalidParameter,
                "The feed has not come as far as since. Start again without it, and read everything anew."
            )
            {
                Errors = new Dictionary<string, string[]> { ["since"] = ["is beyond the end of the feed"] },
            };
        }

        var changes = await view.ReadAsync(session, since, limit + 1);
        var items = changes.Take(limit).Select(EntryOf).ToList();
        return new ChangeFeed
        {
            Items = items,
            Next = items.Count > 0 ? items[^1].Seq : since,
            More = changes.Count > limit,
        };
    }

    private static FeedEntry EntryOf(SeenChange change)
    {
        var isReview = change.Resource == ResourceType.ProgressUpdate;
        return new FeedEntry
        {
            Seq = change.Seq,
            At = change.At,
            Type = change.Type,
            Resource = new ResourceReference { Type = change.Resource, Key = change.Key },
            Version = change.Version,
            Deleted = change.IsDeleted,
            Commitment = isReview ? change.Commitment : null,
            Reason = isReview ? change.Reason : null,
        };
    }
}
