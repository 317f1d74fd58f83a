namespace CommitmentTracker.Torture.Support;

/// <summary>A database of the tracker, whatever engine keeps it.</summary>
internal interface ITrackerDatabase
{
    IReadOnlyList<string> Column(string sql);

    /// <summary>A text in a column of JSON, as the engine writes it in SQL.</summary>
    string JsonText(string column, string name);
}

internal static class HalfDoneWrites
{
    private const string VersionsSql = """
        select c.code || ' has version ' || c.version || ' and ' || count(j.change_id) || ' changes'
        from commitments c
        left join changes j on j.resource_type = 'commitment' and j.resource_key = c.code
        group by c.code, c.version
        having count(j.change_id) <> c.version
        """;

    /// <summary>What was written by halves.</summary>
    public static IReadOnlyList<string> HalfDone(this ITrackerDatabase database) =>
        [
            .. database.Column(VersionsSql),
            .. database.Column(
                $"""
                select public_id || ' is verified and not in the journal'
                from progress_updates
                where review = 'verified'
                    and public_id not in (
                        select {database.JsonText("fields_after", "progressUpdate")} from changes where type = 'progress_update_verified'
                    )
                """
            ),
        ];
}
