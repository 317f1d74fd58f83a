using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReadModel;

/// <summary>What the journal says has changed since a row of it.</summary>
/// <param name="Last">The last row there is.</param>
/// <param name="Commitments">The codes of the commitments that the public saw before or sees now.</param>
/// <param name="ChangesReferences">Whether something changed that commitments refer to.</param>
internal sealed record JournalRows(long Last, IReadOnlyList<string> Commitments, bool ChangesReferences)
{
    private const string LastSql = "select coalesce(max(change_id), 0) from changes";

    private const string Sql = """
        select change_id, resource_type, commitment_code, was_public, is_public
        from changes
        where change_id > @after
        order by change_id
        """;

    public static Task<long> LastAsync(Session session) => session.SingleAsync<long>(LastSql);

    public static async Task<JournalRows> ReadAsync(Session session, long after)
    {
        var rows = await session.QueryAsync<Row>(Sql, new { after });
        return new JournalRows(
            rows.Count == 0 ? after : rows[^1].ChangeId,
            [.. rows.Where(row => row.IsOfPublicCommitment()).Select(row => row.CommitmentCode!).Distinct(StringComparer.Ordinal)],
            rows.Any(row => row.IsOfReference())
        );
    }

    private sealed record Row
    {
        private static readonly string Commitment = EnumCode.Of(Domain.Vocabulary.ResourceType.Commitment);

        private static readonly string[] References =
        [
            EnumCode.Of(Domain.Vocabulary.ResourceType.Instrument),
            EnumCode.Of(Domain.Vocabulary.ResourceType.Body),
            EnumCode.Of(Domain.Vocabulary.ResourceType.MemberState),
            EnumCode.Of(Domain.Vocabulary.ResourceType.Theme),
        ];

        public long ChangeId { get; init; }
        public string ResourceType { get; init; } = "";
        public string? CommitmentCode { get; init; }
        public long WasPublic { get; init; }
        public long IsPublic { get; init; }

        public bool IsOfPublicCommitment() => ResourceType == Commitment && WasPublic + IsPublic > 0;

        public bool IsOfReference() => References.Contains(ResourceType);
    }
}
