namespace CommitmentTracker.Data;

/// <summary>
/// What a caller may know of the journal. Each view has numbers of its own, one after the other: a gap would tell how much goes on out of
/// the caller's sight, and when.
/// </summary>
internal sealed record FeedView
{
    private const string OfParty = """
        select c.party_seq as seq, c.at, c.type, c.resource_type, c.resource_key, c.commitment_code, c.version, c.reason,
            0 as is_deleted
        from changes c
        where c.party_code = @party and c.party_seq > @since
        """;

    /// <summary>How many changes the party alone was told of, up to the change <c>c</c> and in all.</summary>
    private const string OwnBefore = "(select count(*) from changes o where o.party_code = @party and o.change_id < c.change_id)";

    private const string Own = "(select count(*) from changes o where o.party_code = @party)";

    /// <summary>What the public sees, or saw until that change.</summary>
    private static readonly FeedView Public = new(
        """
        select public_seq as seq, at, type, resource_type, resource_key, null as commitment_code, version, null as reason,
            1 - is_public as is_deleted
        from changes
        where public_seq > @since
        order by public_seq
        limit @limit
        """,
        "select coalesce(max(public_seq), 0) from changes"
    );

    /// <summary>
    /// All but the keys, numbered by leaving them out. Keys are few, so counting them costs little; and as a number is never greater than
    /// that in the journal, the search can begin where the caller left off.
    /// </summary>
    private static readonly FeedView WithoutKeys = new(
        """
        select seq, at, type, resource_type, resource_key, commitment_code, version, reason, is_deleted
        from (
            select c.change_id, c.at, c.type, c.resource_type, c.resource_key, c.commitment_code, c.version, c.reason, case when c.type = 'commitment_archived' then 1 else 0 end as is_deleted,
                c.change_id - (select count(*) from changes k where k.resource_type = 'api_key' and k.change_id < c.change_id) as seq
            from changes c
            where c.change_id > @since and c.resource_type <> 'api_key'
        ) numbered
        where seq > @since
        order by change_id
        limit @limit
        """,
        """
        select coalesce(max(change_id), 0) - (select count(*) from changes where resource_type = 'api_key')
        from changes
        """
    );

    private static readonly FeedView Whole = new(
        """
        select change_id as seq, at, type, resource_type, resource_key, commitment_code, version, reason, case when type = 'commitment_archived' then 1 else 0 end as is_deleted
        from changes
        where change_id > @since
        order by change_id
        limit @limit
        """,
        "select coalesce(max(change_id), 0) from changes"
    );

    /// <summary>
    /// What the public hears, and what became of the party's own reports. Of those each has its number in this view; a change that is
    /// public has as many more than for the public as the party was told of before it.
    /// </summary>
    private static readonly FeedView WithReviews = new(
        $"""
        select seq, at, type, resource_type, resource_key, commitment_code, version, reason, is_deleted
        from (
            select seq, at, type, resource_type, resource_key, commitment_code, version, reason, is_deleted
            from (
                select c.public_seq + {OwnBefore} as seq, c.at, c.type, c.resource_type, c.resource_key, null as commitment_code,
                    c.version, null as reason, 1 - c.is_public as is_deleted
                from changes c
                where c.public_seq > @since - {Own}
                order by c.public_seq
                limit @limit + {Own}
            ) heard
            union all
            {OfParty}
        ) numbered
        where seq > @since
        order by seq
        limit @limit
        """,
        $"select coalesce(max(public_seq), 0) + {Own} from changes"
    );

    public static FeedView For(Sight sight) =>
        sight switch
        {
            { OfKeys: true } => Whole,
            { OfDrafts: true } => WithoutKeys,
            { OfParty: { } party } => WithReviews with { Party = party },
            _ => Public,
        };

    private readonly string rowsSql;
    private readonly string endSql;

    private FeedView(string rowsSql, string endSql) => (this.rowsSql, this.endSql) = (rowsSql, endSql);

    private string? Party { get; init; }

    /// <summary>The number of the last change.</summary>
    public Task<long> EndAsync(Session session) => session.SingleAsync<long>(endSql, new { party = Party });

    /// <summary>So many changes after one of them, in order.</summary>
    public async Task<IReadOnlyList<SeenChange>> ReadAsync(Session session, long since, int limit)
    {
        var rows = await session.QueryAsync<Row>(
            rowsSql,
            new
            {
                since,
                limit,
                party = Party,
            }
        );
        return [.. rows.Select(row => row.ToChange())];
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

        public SeenChange ToChange() =>
            new(
                Seq,
                Stored.ParseInstant(At),
                EnumCode.Parse<ChangeType>(Type),
                EnumCode.Parse<ResourceType>(ResourceType),
                ResourceKey,
                CommitmentCode,
                Version,
                Reason,
                IsDeleted == 1
            );
    }
}

/// <summary>A change of the journal, by its number in a view.</summary>
internal sealed record SeenChange(
    long Seq,
    DateTimeOffset At,
    ChangeType Type,
    ResourceType Resource,
    string Key,
    string? Commitment,
    long Version,
    string? Reason,
    bool IsDeleted
);
