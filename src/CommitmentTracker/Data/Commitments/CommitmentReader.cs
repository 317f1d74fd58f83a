namespace CommitmentTracker.Data.Commitments;

/// <summary>Loads commitments with all that stands under their versions: one, or a run of them with as few queries.</summary>
internal static class CommitmentReader
{
    private const string OneSql = "where c.code = @first";
    private const string RunSql = "where c.code between @first and @last";
    private const string OfOneSql = "where commitment_code = @first";
    private const string OfRunSql = "where commitment_code between @first and @last";

    private const string VersionSql = "select version from commitments where code = @first";

    private const string CodesSql = "select code from commitments order by code";

    public static async Task<StoredCommitment?> LoadAsync(Session session, string code)
    {
        var known = session.Known;
        if (known?.Find(code) is { } found)
        {
            return found;
        }

        var read = await UnchangedAsync(session, code) ?? (await ReadAsync(session, OneSql, OfOneSql, ("@first", code))).SingleOrDefault();
        if (read is not null)
        {
            known?.Keep(read);
        }

        return read;
    }

    /// <summary>As it was lately, where its version is still the same: that is one row to read instead of all its parts.</summary>
    private static async Task<StoredCommitment?> UnchangedAsync(Session session, string code) =>
        session.Known?.FindRecent(code) is { } recent
        && await session.ReadAsync(VersionSql, row => row.Number(), ("@first", code)) is [var version]
        && version == recent.Version
            ? recent
            : null;

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
