namespace CommitmentTracker.Data.Commitments;

/// <summary>Loads commitments with all that stands under their versions: one, or a run of them with as few queries.</summary>
internal static class CommitmentReader
{
    private const string OneSql = "where c.code = @first";
    private const string RunSql = "where c.code between @first and @last";
    private const string OfOneSql = "where commitment_code = @first";
    private const string OfRunSql = "where commitment_code between @first and @last";

    private const string CodesSql = "select code from commitments order by code";

    public static async Task<StoredCommitment?> LoadAsync(Session session, string code)
    {
        var known = session.Known;
        if (known?.Find(code) is { } found)
        {
            return found;
        }

        var read = (await ReadAsync(session, OneSql, OfOneSql, ("@first", code))).SingleOrDefault();
        if (read is not null)
        {
            known?.Keep(read);
        }

        return read;
    }

    /// <summary>Of all commitments, in order.</summary>
    public static Task<List<string>> CodesAsync(Session session) => session.ReadAsync(CodesSql, row => row.Text());

    /// <summary>Those from one code to another, both included, in order.</summary>
    public static Task<List<StoredCommitment>> LoadRunAsync(Session session, string first, string last) =>
        ReadAsync(session, RunSql, OfRunSql, ("@first", first), ("@last", last));

    /// <summary>Those with these codes, in order.</summary>
    public static Task<List<StoredCommitment>> LoadSomeAsync(Session session, SomeCodes codes) =>
        ReadAsync(session, codes.Among("c.code"), codes.Among("commitment_code"), codes.Values);

    private static async Task<List<StoredCommitment>> ReadAsync(
        Session session,
        string which,
        string ofWhich,
        params (string, object)[] values
    )
    {
        var parts = await CommitmentParts.ReadAsync(session, ofWhich, values);
        return await session.ReadAsync(
            $"{CommitmentTable.SelectSql}\n{which}\norder by c.code",
            row => CommitmentTable.Read(row, parts),
            values
        );
    }
}
