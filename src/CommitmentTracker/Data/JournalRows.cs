namespace CommitmentTracker.Data;

/// <summary>What the journal says has changed since a row of it.</summary>
/// <param name="Last">The last row there is.</param>
/// <param name="Commitments">The commitments that changed, each with the version that it came to.</param>
/// <param name="ChangesReferences">Whether something changed that commitments refer to.</param>
internal sealed record JournalRows(long Last, IReadOnlyDictionary<string, long> Commitments, bool ChangesReferences)
{
    private const string LastSql = "select coalesce(max(change_id), 0) from changes";

    private const string Sql =
        "select change_id, resource_type, commitment_code, version from changes where change_id > @after order by change_id";

    private static readonly ResourceType[] References =
    [
        ResourceType.Instrument,
        ResourceType.Body,
        ResourceType.MemberState,
        ResourceType.Theme,
    ];

    public static async Task<long> LastAsync(Session session) => (await session.ReadAsync(LastSql, row => row.Number()))[0];

    public static async Task<JournalRows> ReadAsync(Session session, long after)
    {
        var rows = await session.ReadAsync(
            Sql,
            row => new JournalLine(row.Number(), row.Enum<ResourceType>(), row.TextOrNull(), row.Number()),
            ("@after", after)
        );
        var commitments = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Type == ResourceType.Commitment))
        {
            commitments[row.Commitment!] = row.Version;
        }

        return new JournalRows(rows.Count == 0 ? after : rows[^1].ChangeId, commitments, rows.Any(row => References.Contains(row.Type)));
    }

    private sealed record JournalLine(long ChangeId, ResourceType Type, string? Commitment, long Version);
}
