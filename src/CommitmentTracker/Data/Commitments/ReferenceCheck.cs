namespace CommitmentTracker.Data.Commitments;

/// <summary>Whether what a commitment names exists. Asked only for what a change adds.</summary>
internal static class ReferenceCheck
{
    private static readonly Named Instruments = new("instrument", "select instrument_code from instruments", "instrument_code");
    private static readonly Named Themes = new("theme", "select theme_code from themes", "theme_code");
    private static readonly Named Parties = new("party", "select party_code from parties", "party_code");
    private static readonly Named Commitments = new("commitment", "select code from commitments", "code");

    public static async Task<Refusal?> MissingAsync(Session session, Commitment? before, Commitment after)
    {
        var faults = new SortedDictionary<string, string[]>(StringComparer.Ordinal);

        async Task CheckAsync(string field, Named what, Func<Commitment, IEnumerable<string?>> named)
        {
            var added = named(after)
                .Except(before is null ? [] : named(before))
                .OfType<string>()
                .Where(code => !session.IsKnown(what.Noun, code))
                .ToList();
            if (added.Count == 0)
            {
                return;
            }

            var conditions = new Conditions().In(what.Column, "code", added);
            var found = await session.QueryAsync<string>($"{what.Sql} {conditions.Where}", conditions.Values);
            session.Know(what.Noun, found);
            var missing = added.Except(found).ToList();
            if (missing.Count > 0)
            {
                faults[field] = [.. missing.Select(code => $"There is no {what.Noun} {code}.")];
            }
        }

        await CheckAsync("instrument", Instruments, each => [each.Instrument]);
        await CheckAsync("alsoUnder", Instruments, each => each.AlsoUnder);
        await CheckAsync("theme", Themes, each => [each.Theme]);
        await CheckAsync("supersededBy", Commitments, each => [each.SupersededBy]);
        await CheckAsync("assignments.party", Parties, each => each.Assignments.Keys);
        await CheckAsync("milestones.party", Parties, each => each.Milestones.Values.Select(milestone => milestone.Party));
        return faults.Count == 0
            ? null
            : new Refusal(ErrorCode.UnknownReference, "The request names something that does not exist: see errors.") { Errors = faults };
    }

    /// <summary>What a commitment may name, and where it is found by its code.</summary>
    private sealed record Named(string Noun, string Sql, string Column);
}
