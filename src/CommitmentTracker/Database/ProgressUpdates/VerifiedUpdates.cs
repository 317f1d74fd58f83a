using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.ProgressUpdates;

/// <summary>The verified progress updates of a party on a commitment: what its assignment adds up.</summary>
internal static class VerifiedUpdates
{
    private const string Sql = """
        select progress_update_id, as_of, status, percent, health, health_reason
        from progress_updates
        where commitment_code = @code and party_code = @party and review = 'verified'
        """;

    public static async Task<IReadOnlyList<VerifiedUpdate>> OfAsync(Session session, string code, string party)
    {
        var rows = await session.QueryAsync<Row>(Sql, new { code, party });
        return [.. rows.Select(row => row.ToUpdate())];
    }

    public static VerifiedUpdate Of(ProgressUpdateRow row) =>
        new(
            Stored.ParseDay(row.AsOf),
            row.ProgressUpdateId,
            EnumCode.Parse<Status>(row.Status),
            (int?)row.Percent,
            EnumCode.ParseOrNull<Health>(row.Health),
            row.HealthReason
        );

    private sealed record Row
    {
        public long ProgressUpdateId { get; init; }
        public string AsOf { get; init; } = "";
        public string Status { get; init; } = "";
        public long? Percent { get; init; }
        public string? Health { get; init; }
        public string? HealthReason { get; init; }

        public VerifiedUpdate ToUpdate() =>
            new(
                Stored.ParseDay(AsOf),
                ProgressUpdateId,
                EnumCode.Parse<Status>(Status),
                (int?)Percent,
                EnumCode.ParseOrNull<Health>(Health),
                HealthReason
            );
    }
}
