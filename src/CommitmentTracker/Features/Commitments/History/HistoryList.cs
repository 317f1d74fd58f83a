using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.Commitments.History;

/// <summary>One page of a commitment's journal, as far as the caller may see it.</summary>
internal sealed class HistoryList(string code, bool keepsTheTracker)
{
    private const string RowsSql = """
        select change_id, at, actor, type, version, was_public, is_public, reason, fields_before, fields_after
        from changes
        """;

    private readonly Conditions conditions = Seen(code, keepsTheTracker);
    private readonly Keyset<Row> keyset = new([new("version", row => row.VersionText, IsDescending: true)]);
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

        var total = await session.SingleAsync<long>($"select count(*) from changes {conditions.Where}", conditions.Values);
        if (after is not null && long.TryParse(after.After[0], out var version))
        {
            conditions.Add("version < @before", "before", version);
        }

        conditions.Values.Add("limit", limit + 1);
        var rows = await session.QueryAsync<Row>($"{RowsSql} {conditions.Where} order by version desc limit @limit", conditions.Values);
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

    /// <summary>The public sees what was done in its view, and that a record came into it.</summary>
    private static Conditions Seen(string code, bool keepsTheTracker)
    {
        var conditions = new Conditions()
            .Add("commitment_code = @code", "code", code)
            .In("resource_type", "type", [ResourceType.Commitment]);
        return keepsTheTracker ? conditions : conditions.Add("is_public = 1");
    }

    private sealed record Row
    {
        public string At { get; init; } = "";
        public string Actor { get; init; } = "";
        public string Type { get; init; } = "";
        public long Version { get; init; }
        public long WasPublic { get; init; }
        public string? Reason { get; init; }
        public string FieldsBefore { get; init; } = "";
        public string FieldsAfter { get; init; } = "";

        public string VersionText => Stored.Number(Version);

        public HistoryEntry ToEntry(bool keepsTheTracker)
        {
            var before = Stored.ParseFields(FieldsBefore);
            var after = Stored.ParseFields(FieldsAfter);
            return new HistoryEntry
            {
                At = Stored.ParseInstant(At),
                Type = EnumCode.Parse<ChangeType>(Type),
                Version = Version,
                Actor = keepsTheTracker ? Actor : null,
                Reason = keepsTheTracker || WasPublic == 1 ? Reason : null,
                Fields =
                [
                    .. after.Select(field => new HistoryField
                    {
                        Field = field.Key,
                        // What it said before the public could see it is nobody's business but the secretariat's.
                        Before = keepsTheTracker || WasPublic == 1 ? before.GetValueOrDefault(field.Key) : null,
                        After = field.Value,
                    }),
                ],
            };
        }
    }
}
