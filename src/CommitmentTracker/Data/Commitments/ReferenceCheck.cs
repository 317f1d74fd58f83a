namespace CommitmentTracker.Data.Commitments;

/// <summary>Whether what a commitment names exists. Asked only for what a change adds.</summary>
internal static class ReferenceCheck
{
    private const string InstrumentsSql = "select instrument_code from instruments where instrument_code in @codes";
    private const string ThemesSql = "select theme_code from themes where theme_code in @codes";
    private const string PartiesSql = "select party_code from parties where party_code in @codes";
    private const string CommitmentsSql = "select code from commitments where code in @codes";

    public static async Task<Refusal?> MissingAsync(Session session, Commitment? before, Commitment after)
    {
        var faults = new SortedDictionary<string, string[]>(StringComparer.Ordinal);

        async Task CheckAsync(string field, string what, string sql, Func<Commitment, IEnumerable<string?>> named)
        {
            var added = named(after)
                .Except(before is null ? [] : named(before))
                .OfType<string>()
                .Where(code => !session.IsKnown(what, code))
                .ToList();
            if (added.Count == 0)
            {
                return;
            }

            var found = await session.QueryAsync<string>(sql, new { codes = added });
            session.Know(what, found);
            var missing = added.Except(found).ToList();
            if (missing.Count > 0)
            {
                faults[field] = [.. missing.Select(code => $"There is no {what} {code}.")];
            }
        }

        await CheckAsync("instrument", "instrument", InstrumentsSql, each => [each.Instrument]);
        await CheckAsync("alsoUnder", "instrument", InstrumentsSql, each => each.AlsoUnder);
        await CheckAsync("theme", "theme", ThemesSql, each => [each.Theme]);
        await CheckAsync("supersededBy", "commitment", CommitmentsSql, each => [each.SupersededBy]);
        await CheckAsync("assignments.party", "party", PartiesSql, each => each.Assignments.Keys);
        await CheckAsync("milestones.party", "party", PartiesSql, each => each.Milestones.Values.Select(milestone => milestone.Party));
        return faults.Count == 0
            ? null
            : new Refusal(ErrorCode.UnknownReference, "The request names something that does not exist: see errors.") { Errors = faults };
    }
}
