using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Tracker;

/// <summary>What commitments refer to, by code.</summary>
internal sealed record References(
    IReadOnlyDictionary<string, Party> Parties,
    IReadOnlyDictionary<Grouping, IReadOnlyList<Group>> Groups,
    IReadOnlyDictionary<string, string> InstrumentTitles
)
{
    public static async Task<References> LoadAsync(Session session)
    {
        var groups = new Dictionary<Grouping, IReadOnlyList<Group>>();
        foreach (var grouping in Enum.GetValues<Grouping>())
        {
            groups.Add(grouping, await Database.Groups.AllAsync(session, grouping));
        }

        var titles = groups[Grouping.Instrument].ToDictionary(group => group.Key, group => group.Name, StringComparer.Ordinal);
        return new References(await Database.Parties.LoadAsync(session), groups, titles);
    }
}
