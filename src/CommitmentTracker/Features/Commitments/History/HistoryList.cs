using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.Commitments.History;

/// <summary>
/// One page of a commitment's journal, as far as the caller may see it. What became of a party's own report moves no version: for that
/// party it stands behind the version that the commitment had then, in the order of the party's own numbers.
/// </summary>
internal sealed class HistoryList(string code, Caller caller)
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

    private readonly bool keepsTheTracker = caller.KeepsTheTracker;
    private readonly Conditions conditions = Seen(code, caller);
    private readonly Keyset<Row> keyset = new([
        new("h.version", row => row.VersionText, IsDescending: true),
        new("h.place", row => row.PlaceText, IsDescending: true),
    ]);
    private Cursor? after;

    public bool TryStartAfter(string? cursor)
    {
        after = cursor is null ? null : Cursor.Decode(cursor, code, keyset.Count);
        return cursor is null || after is not null;
    }

    public async Task<Result<CommitmentHistory>> PageAsync(Session session, int limit)
    {
        var visible = await CommitmentReader.LoadAsync(session, code);
        if (visible is null || !(keepsTheTracker || visible.Commitment.IsPublic))
        {
            return Visibility.NotFound(code);
        }

        var total = await session.SingleAsync<long>($"select count(*) {From} {conditions.Where}", conditions.Values);
        if (after is not null && long.TryParse(after.After[0], out var version) && long.TryParse(after.After[1], out var place))
        {
            conditions.Add("(h.version, h.place) < (@beforeVersion, @beforePlace)", "beforeVersion", version);
            conditions.Values.Add("beforePlace", place);
        }

        conditions.Values.Add("limit", limit + 1);
        var rows = await session.QueryAsync<Row>(
            $"{RowsSql} {From} {conditions.Where} order by {keyset.OrderBy} limit @limit",
            conditions.Values
        );
        var page = rows.Take(limit).ToList();
        return new CommitmentHistory
        {
            Items = [.. page.Select(row => row.ToEntry(keepsTheTracker))],
            Page = new Page
            {
                Limit = limit,
                Total = total,
                Next = rows.Count > limit ? new Cursor(code, keyset.ValuesOf(page[^1])).Encode() : null,
            },
        };
    }

    /// <summary>The public sees what was done in its view, and that a record came into it; a party also what became of its own reports.</summary>
    private static Conditions Seen(string code, Caller caller)
    {
        var conditions = new Conditions().Add("h.commitment_code = @code", "code", code);
        return caller switch
        {
            { KeepsTheTracker: true } => conditions.Add("h.resource_type = 'commitment'"),
            { ReportsFor: { } party } => conditions.Add(
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

        public string VersionText => Stored.Number(Version);

        public string PlaceText => Stored.Number(Place);

        /// <summary>Why a report was voided is between its party and those who keep the tracker.</summary>
        private bool IsReasonOpen =>
            EnumCode.Parse<ResourceType>(ResourceType) == Domain.Vocabulary.ResourceType.ProgressUpdate
            || (WasPublic == 1 && EnumCode.Parse<ChangeType>(Type) != ChangeType.ProgressUpdateVoided);

        public HistoryEntry ToEntry(bool keepsTheTracker)
        {
            var before = Stored.ParseFields(FieldsBefore);
            var after = Stored.ParseFields(FieldsAfter);
            var wasSeen = keepsTheTracker || WasPublic == 1;
            return new HistoryEntry
            {
                At = Stored.ParseInstant(At),
                Type = EnumCode.Parse<ChangeType>(Type),
                Version = Version,
                Actor = keepsTheTracker ? Actor : null,
                Reason = keepsTheTracker || IsReasonOpen ? Reason : null,
                Fields =
                [
                    .. after.Select(field => new HistoryField
                    {
                        Field = field.Key,
                        // What it said before the public could see it is nobody's business but the secretariat's.
                        Before = wasSeen ? before.GetValueOrDefault(field.Key) : null,
                        After = field.Value,
                    }),
                ],
            };
        }
    }
}
