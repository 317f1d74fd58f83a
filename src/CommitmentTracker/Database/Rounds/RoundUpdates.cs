using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Database.Rounds;

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
    public static async Task<IReadOnlyDictionary<(string Commitment, string Party), ProgressUpdateRow>> LatestAsync(
        Session session,
        Round round
    )
    {
        var latest = new Dictionary<(string, string), ProgressUpdateRow>();
        foreach (
            var row in await session.QueryAsync<ProgressUpdateRow>(Sql, new { from = Stored.Day(round.From), to = Stored.Day(round.To) })
        )
        {
            latest[(row.CommitmentCode, row.PartyCode)] = row;
        }

        return latest;
    }
}
