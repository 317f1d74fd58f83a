namespace CommitmentTracker.Data.Calendar;

/// <summary>The private feeds as they are stored: by hash alone.</summary>
internal static class CalendarFeedTable
{
    private const string SelectSql = "select feed_id, name, party_code, token_hash, created_at, revoked_at from calendar_feeds";

    private const string InsertSql = """
        insert into calendar_feeds (feed_id, name, party_code, token_hash, created_at)
        values (@id, @name, @party, @hash, @createdAt)
        """;

    private const string RevokeSql = "update calendar_feeds set revoked_at = @now where feed_id = @id and revoked_at is null";

    public static async Task<CalendarFeed?> FindAsync(Session session, string token) =>
        (
            await session.FirstOrDefaultAsync<Row>($"{SelectSql} where token_hash = @hash", new { hash = CalendarFeed.HashOf(token) })
        )?.ToFeed();

    public static async Task<CalendarFeed?> FindAsync(Session session, Guid id) =>
        (await session.FirstOrDefaultAsync<Row>($"{SelectSql} where feed_id = @id", new { id = id.ToString() }))?.ToFeed();

    /// <param name="session">The view of the database.</param>
    /// <param name="party">The party whose feeds are meant; all where it is null.</param>
    public static async Task<IReadOnlyList<CalendarFeed>> ListAsync(Session session, string? party)
    {
        var conditions = new Conditions().In("party_code", "party", party is null ? [] : [party]);
        var rows = await session.QueryAsync<Row>($"{SelectSql} {conditions.Where} order by feed_id", conditions.Values);
        return [.. rows.Select(row => row.ToFeed())];
    }

    public static async Task<CalendarFeed> AddAsync(WriteSession session, string name, string party, string token, string actor)
    {
        var feed = new CalendarFeed(session.NewId(), name, party, session.Now);
        await session.PutAsync(
            InsertSql,
            new
            {
                id = feed.Id.ToString(),
                name,
                party,
                hash = CalendarFeed.HashOf(token),
                createdAt = Stored.Instant(session.Now),
            }
        );
        await JournalAsync(session, feed.Id, new ChangeNote(actor, ChangeType.CalendarFeedCreated));
        return feed;
    }

    /// <summary>Revoked once is revoked: doing it again changes nothing.</summary>
    public static async Task<CalendarFeed?> RevokeAsync(WriteSession session, Guid id, string actor)
    {
        if (await session.ExecuteAsync(RevokeSql, new { id = id.ToString(), now = Stored.Instant(session.Now) }) > 0)
        {
            await JournalAsync(session, id, new ChangeNote(actor, ChangeType.CalendarFeedRevoked));
        }

        return await FindAsync(session, id);
    }

    private static Task JournalAsync(WriteSession session, Guid id, ChangeNote note) =>
        Journal.WriteAsync(
            session,
            new JournalEntry(note, ResourceType.CalendarFeed, id.ToString(), 1, FieldChanges.None) { WasPublic = false, IsPublic = false }
        );

    private sealed record Row
    {
        public string FeedId { get; init; } = "";
        public string Name { get; init; } = "";
        public string PartyCode { get; init; } = "";
        public string TokenHash { get; init; } = "";
        public string CreatedAt { get; init; } = "";
        public string? RevokedAt { get; init; }

        public CalendarFeed ToFeed() =>
            new(Guid.Parse(FeedId), Name, PartyCode, Stored.ParseInstant(CreatedAt))
            {
                RevokedAt = RevokedAt is null ? null : Stored.ParseInstant(RevokedAt),
            };
    }
}
