using CommitmentTracker.Domain;

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
        var rows = await session.QueryAsync<ProgressUpdateRow>(Sql, new { code, party });
        return [.. rows.Select(row => row.ToVerified())];
    }
}
