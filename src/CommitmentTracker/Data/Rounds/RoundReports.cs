using System.Security.Cryptography;

namespace CommitmentTracker.Data.Rounds;

/// <summary>The reports that closing froze: the bytes as they are answered, kept once and never touched again.</summary>
internal static class RoundReports
{
    private const string KeepSql = "insert into round_reports (round_code, body) values (@code, @body)";

    private const string FindSql = "select body from round_reports where round_code = @code";

    public static string DigestOf(byte[] report) => Convert.ToHexStringLower(SHA256.HashData(report));

    public static Task KeepAsync(WriteSession session, string code, byte[] report) =>
        session.PutAsync(KeepSql, new { code, body = Encoding.UTF8.GetString(report) });

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
    private const int BatchSize = 500;

    /// <summary>
    /// The number first, which is found in the index alone, and then the one row of it: a round is closed while all writers wait, and most of
    /// what was ever reported is not of it.
    /// </summary>
    private const string Sql = $"""
        select {ProgressUpdateRow.ColumnsOfU}
        from assignments a
        join progress_updates u on u.progress_update_id = (
            select l.progress_update_id
            from progress_updates l
            where l.commitment_code = a.commitment_code and l.party_code = a.party_code and l.review = 'verified'
                and l.as_of between @from and @to
            order by l.as_of desc, l.progress_update_id desc
            limit 1)
        """;

    /// <summary>
    /// What counts of each party's verified progress updates on these commitments, by the codes of commitment and party: the latest as-of date,
    /// and of equals the one recorded last.
    /// </summary>
    public static async Task<IReadOnlyDictionary<(string Commitment, string Party), ProgressUpdate>> LatestAsync(
        Session session,
        Round round,
        IEnumerable<string> commitments
    )
    {
        var latest = new Dictionary<(string, string), ProgressUpdate>();
        var (from, to) = (Stored.Day(round.From), Stored.Day(round.To));
        foreach (var codes in commitments.Chunk(BatchSize))
        {
            var conditions = new Conditions().In("a.commitment_code", "code", codes);
            conditions.Values.Add("from", from);
            conditions.Values.Add("to", to);
            foreach (var row in await session.QueryAsync<ProgressUpdateRow>($"{Sql} {conditions.Where}", conditions.Values))
            {
                latest.Add((row.CommitmentCode, row.PartyCode), row.ToUpdate());
            }
        }

        return latest;
    }
}
