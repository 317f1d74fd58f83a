namespace CommitmentTracker.Data.ProgressUpdates;

/// <summary>Which progress updates are asked for; an empty list asks for nothing.</summary>
internal sealed record ProgressUpdateSelection(Sight Sight)
{
    public IReadOnlyList<ReviewState> Reviews { get; init; } = [];
    public IReadOnlyList<string> Parties { get; init; } = [];
    public IReadOnlyList<string> Commitments { get; init; } = [];
}

/// <summary>
/// Reads progress updates, those that the caller may see: the public those that are verified, of published commitments; a focal point also
/// all of its own party's; those who keep the tracker all but of archived commitments.
/// </summary>
internal static class ProgressUpdateReader
{
    /// <summary>As they were recorded. The ids begin with the time, so that their order is that of recording.</summary>
    public static readonly Keyset<ProgressUpdate> OldestFirst = new([new("u.public_id", update => update.Id.ToString())]);

    public static readonly Keyset<ProgressUpdate> LatestFirst = new([
        new("u.as_of", update => Stored.Day(update.AsOf), IsDescending: true),
        new("u.public_id", update => update.Id.ToString(), IsDescending: true),
    ]);

    private const string From = "from progress_updates u join commitments c on c.code = u.commitment_code";

    private const string SameDaySql = $"""
        select {ProgressUpdateRow.Columns}
        from progress_updates
        where commitment_code = @commitment and party_code = @party and as_of = @asOf
        """;

    /// <summary>One of a commitment, or of whichever where none is said.</summary>
    public static async Task<ProgressUpdate?> FindAsync(Session session, Sight sight, Guid id, string? commitment = null)
    {
        var conditions = Of(new ProgressUpdateSelection(sight) { Commitments = commitment is null ? [] : [commitment] })
            .Add("u.public_id = @id", "id", id.ToString());
        return (await ReadAsync(session, conditions, "u.progress_update_id", 1)).SingleOrDefault();
    }

    /// <summary>
    /// One page in an order, and one more where there is more, with how many there are in all: after one of them, or, as people turn pages,
    /// after so many.
    /// </summary>
    public static async Task<(IReadOnlyList<ProgressUpdate> Updates, long Total)> PageAsync(
        Session session,
        ProgressUpdateSelection selection,
        Keyset<ProgressUpdate> order,
        IReadOnlyList<string>? after,
        int limit,
        int skipped = 0
    )
    {
        var conditions = Of(selection);
        var total = await session.SingleAsync<long>($"select count(*) {From} {conditions.Where}", conditions.Values);
        if (after is not null)
        {
            order.StartAfter(conditions, after);
        }

        return (await ReadAsync(session, conditions, order.OrderBy, limit + 1, skipped), total);
    }

    /// <summary>So many as they were recorded, after one of them.</summary>
    public static Task<IReadOnlyList<ProgressUpdate>> BatchAsync(
        Session session,
        ProgressUpdateSelection selection,
        long after,
        int size
    ) => ReadAsync(session, Of(selection).Add("u.progress_update_id > @after", "after", after), "u.progress_update_id", size);

    /// <summary>All that a party reported of a commitment as of a day, whatever became of it.</summary>
    public static async Task<IReadOnlyList<ProgressUpdate>> OfDayAsync(Session session, string commitment, string party, DateOnly asOf)
    {
        var values = new
        {
            commitment,
            party,
            asOf = Stored.Day(asOf),
        };
        return [.. (await session.QueryAsync<ProgressUpdateRow>(SameDaySql, values)).Select(row => row.ToUpdate())];
    }

    private static async Task<IReadOnlyList<ProgressUpdate>> ReadAsync(
        Session session,
        Conditions conditions,
        string order,
        int limit,
        int skipped = 0
    )
    {
        conditions.Values.Add("limit", limit);
        conditions.Values.Add("skipped", skipped);
        var rows = await session.QueryAsync<ProgressUpdateRow>(
            $"select {ProgressUpdateRow.ColumnsOfU} {From} {conditions.Where} order by {order} limit @limit offset @skipped",
            conditions.Values
        );
        return [.. rows.Select(row => row.ToUpdate())];
    }

    private static Conditions Of(ProgressUpdateSelection selection) =>
        SeenBy(selection.Sight)
            .In("u.review", "reviews", selection.Reviews)
            .In("u.party_code", "parties", selection.Parties)
            .In("u.commitment_code", "commitments", selection.Commitments);

    private static Conditions SeenBy(Sight sight) =>
        sight switch
        {
            { OfDrafts: true } => new Conditions().Add("c.publication <> 'archived'"),
            { OfParty: { } party } => new Conditions()
                .Add("c.publication = 'published'")
                .Add("(u.review = 'verified' or u.party_code = @own)", "own", party),
            _ => new Conditions().Add("c.publication = 'published'").Add("u.review = 'verified'"),
        };
}
