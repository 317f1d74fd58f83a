namespace CommitmentTracker.Data.Commitments;

/// <summary>A change of a commitment, or of a report on it, with the fields that it moved.</summary>
/// <param name="Version">That the commitment had afterwards.</param>
/// <param name="Place">The order of changes that moved no version, behind the one that the commitment had then.</param>
internal sealed record PastChangeOfCommitment(
    DateTimeOffset At,
    string Actor,
    ChangeType Type,
    ResourceType Resource,
    long Version,
    long Place,
    bool WasPublic,
    string? Reason,
    SortedDictionary<string, JsonNode?> Before,
    SortedDictionary<string, JsonNode?> After
);

/// <summary>
/// A commitment's journal, the latest change first, as far as it may be seen. What became of a party's own report moves no version: for
/// that party it stands behind the version that the commitment had then, in the order of the party's own numbers.
/// </summary>
internal static class CommitmentJournal
{
    private const string RowsSql = """
        select h.at, h.actor, h.type, h.resource_type, h.version, h.place, h.was_public, h.reason, h.fields_before, h.fields_after
        """;

    private const string From = """
        from (
            select c.commitment_code, c.resource_type, c.party_code, c.at, c.actor, c.type, c.was_public, c.is_public, c.reason,
                c.fields_before, c.fields_after, coalesce(c.party_seq, 0) as place,
                case when c.resource_type = 'commitment' then c.version else (
                    select max(v.version)
                    from changes v
                    where v.commitment_code = c.commitment_code and v.resource_type = 'commitment' and v.change_id < c.change_id
                ) end as version
            from changes c
        ) h
        """;

    /// <summary>So many, and one more where there is more, with how many there are in all.</summary>
    public static async Task<(IReadOnlyList<PastChangeOfCommitment> Changes, long Total)> PageAsync(
        Session session,
        string code,
        Sight sight,
        (long Version, long Place)? before,
        int limit
    )
    {
        var conditions = Seen(code, sight);
        var total = await session.SingleAsync<long>($"select count(*) {From} {conditions.Where}", conditions.Values);
        if (before is { } known)
        {
            conditions.Add("(h.version, h.place) < (@beforeVersion, @beforePlace)", "beforeVersion", known.Version);
            conditions.Values.Add("beforePlace", known.Place);
        }

        conditions.Values.Add("limit", limit + 1);
        var rows = await session.QueryAsync<Row>(
            $"{RowsSql} {From} {conditions.Where} order by h.version desc, h.place desc limit @limit",
            conditions.Values
        );
        return ([.. rows.Select(row => row.ToChange())], total);
    }

    /// <summary>The public sees what was done in its view, and that a record came into it; a party also what became of its own reports.</summary>
    private static Conditions Seen(string code, Sight sight)
    {
        var conditions = new Conditions().Add("h.commitment_code = @code", "code", code);
        return sight switch
        {
            { OfDrafts: true } => conditions.Add("h.resource_type = 'commitment'"),
            { OfParty: { } party } => conditions.Add(
                "((h.resource_type = 'commitment' and h.is_public = 1) or h.party_code = @party)",
                "party",
                party
            ),
            _ => conditions.Add("h.resource_type = 'commitment'").Add("h.is_public = 1"),
        };
    }

    private sealed record Row
    {
        public string At { get; init; } = "";
        public string Actor { get; init; } = "";
        public string Type { get; init; } = "";
        public string ResourceType { get; init; } = "";
        public long Place { get; init; }
        public long Version { get; init; }
        public long WasPublic { get; init; }
        public string? Reason { get; init; }
        public string FieldsBefore { get; init; } = "";
        public string FieldsAfter { get; init; } = "";

        public PastChangeOfCommitment ToChange() =>
            new(
                Stored.ParseInstant(At),
                Actor,
                EnumCode.Parse<ChangeType>(Type),
                EnumCode.Parse<ResourceType>(ResourceType),
                Version,
                Place,
                WasPublic == 1,
                Reason,
                Stored.ParseFields(FieldsBefore),
                Stored.ParseFields(FieldsAfter)
            );
    }
}
