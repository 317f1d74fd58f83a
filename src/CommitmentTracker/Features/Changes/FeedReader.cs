namespace CommitmentTracker.Features.Changes;

/// <summary>
/// Reads the journal as a feed. Writers take turns and a number is given inside the turn, so that numbers become visible in their order:
/// who has read up to one has missed none before it.
/// </summary>
internal static class FeedReader
{
    public static async Task<Result<ChangeFeed>> ReadAsync(Session session, FeedView view, long since, int limit)
    {
        if (since > await session.SingleAsync<long>(view.EndSql, new { party = view.Party }))
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

        var rows = await session.QueryAsync<Row>(
            view.RowsSql,
            new
            {
                since,
                limit = limit + 1,
                party = view.Party,
            }
        );
        var items = rows.Take(limit).Select(row => row.ToEntry()).ToList();
        return new ChangeFeed
        {
            Items = items,
            Next = items.Count > 0 ? items[^1].Seq : since,
            More = rows.Count > limit,
        };
    }

    private sealed record Row
    {
        public long Seq { get; init; }
        public string At { get; init; } = "";
        public string Type { get; init; } = "";
        public string ResourceType { get; init; } = "";
        public string ResourceKey { get; init; } = "";
        public string? CommitmentCode { get; init; }
        public long Version { get; init; }
        public string? Reason { get; init; }
        public long IsDeleted { get; init; }

        public FeedEntry ToEntry()
        {
            var resource = EnumCode.Parse<ResourceType>(ResourceType);
            var isReview = resource == Domain.ResourceType.ProgressUpdate;
            return new FeedEntry
            {
                Seq = Seq,
                At = Stored.ParseInstant(At),
                Type = EnumCode.Parse<ChangeType>(Type),
                Resource = new ResourceReference { Type = resource, Key = ResourceKey },
                Version = Version,
                Deleted = IsDeleted == 1,
                Commitment = isReview ? CommitmentCode : null,
                Reason = isReview ? Reason : null,
            };
        }
    }
}
