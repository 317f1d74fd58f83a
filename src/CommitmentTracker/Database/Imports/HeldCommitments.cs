namespace CommitmentTracker.Database.Imports;

/// <summary>
/// Commitments that an accepted import has still to change. Until it has, nobody else changes them: what was checked must still hold when
/// it is carried out.
/// </summary>
internal static class HeldCommitments
{
    private const string Sql = """
        select 1
        from import_rows r
        join imports i on i.import_id = r.import_id
        where r.commitment_code = @code and i.accepted_at is not null
        limit 1
        """;

    /// <summary>Whoever comes in between is told to try again in a moment.</summary>
    public static async Task LeaveAloneAsync(WriteSession session, string code)
    {
        if (!session.CarriesOutImport && await session.FirstOrDefaultAsync<long?>(Sql, new { code }) is not null)
        {
            throw new StoreException(StoreFault.Busy);
        }
    }
}
