using System.Security.Cryptography;

namespace CommitmentTracker.Data.Rounds;

/// <summary>The reports that closing froze: the bytes as they are answered, kept once and never touched again.</summary>
internal static class RoundReports
{
    private const string KeepSql = "insert into round_reports (round_code, body) values (@code, @body)";

    private const string FindSql = "select body from round_reports where round_code = @code";

    public static string DigestOf(byte[] report) => Convert.ToHexStringLower(SHA256.HashData(report));

    public static Task KeepAsync(WriteSession session, string code, byte[] report) =>
        session.ExecuteAsync(KeepSql, new { code, body = Encoding.UTF8.GetString(report) });

    /// <summary>The report of a closed round; a refusal of an open one.</summary>
    public static async Task<Result<byte[]>> FindAsync(Session session, string code)
    {
        var found = await RoundTable.FindAsync(session, code);
        if (!found.Succeeded(out var stored, out var refusal))
        {
            return refusal;
        }

        return stored.Record.RefusalWhenOpen is { } open ? open : await LoadAsync(session, stored.Record);
    }

    private static async Task<byte[]> LoadAsync(Session session, Round round)
    {
        var report = Encoding.UTF8.GetBytes(await session.SingleAsync<string>(FindSql, new { code = round.Code }));
        // A report that someone altered past the triggers is no longer what was published, and is not handed out as that.
        return DigestOf(report) == round.ReportSha256 ? report : throw new StoreException(StoreFault.Damaged);
    }
}

/// <summary>What the parties reported in the period of a round.</summary>
internal static class RoundUpdates
{
    private const string Sql = $"""
        select {ProgressUpdateRow.ColumnsOfU}
        from progress_updates u
        where u.review = 'verified' and u.as_of between @from and @to
        order by u.as_of, u.progress_update_id
        """;

    /// <summary>
    /// What counts of each party's verified progress updates on a commitment, by the codes of commitment and party: the latest as-of date, and
    /// of equals the one recorded last.
    /// </summary>
    public static async Task<IReadOnlyDictionary<(string Commitment, string Party), ProgressUpdate>> LatestAsync(
        Session session,
        Round round
    )
    {
        var latest = new Dictionary<(string, string), ProgressUpdate>();
        foreach (
            var row in await session.QueryAsync<ProgressUpdateRow>(Sql, new { from = Stored.Day(round.From), to = Stored.Day(round.To) })
        )
        {
            latest[(row.CommitmentCode, row.PartyCode)] = row.ToUpdate();
        }

        return latest;
    }
}
