using System.Collections.Concurrent;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database;

/// <summary>
/// The codes that there are. None ever goes away, so that only one that is not found in memory is looked for in the database.
/// </summary>
internal sealed class KnownNames(Store store)
{
    private readonly ConcurrentDictionary<Grouping, IReadOnlyList<string>> known = new();

    /// <summary>Those of the codes that name one of these things, whatever their case, as they are written here.</summary>
    public async ValueTask<FoundNames> FindAsync(
        IReadOnlyList<Grouping> things,
        IReadOnlyList<string> codes,
        CancellationToken cancellation
    )
    {
        var found = Find(things, codes);
        if (found.Unknown.Count == 0)
        {
            return found;
        }

        foreach (var thing in things)
        {
            var all = await store.ReadAsync(session => Groups.AllAsync(session, thing), cancellation);
            known[thing] = [.. all.Select(each => each.Key)];
        }

        return Find(things, codes);
    }

    private FoundNames Find(IReadOnlyList<Grouping> things, IReadOnlyList<string> codes)
    {
        var all = things.SelectMany(thing => known.GetValueOrDefault(thing, [])).ToList();
        var written = codes.ToLookup(code => all.Find(each => each.Equals(code, StringComparison.OrdinalIgnoreCase)));
        return new FoundNames([.. written.Select(each => each.Key).OfType<string>()], [.. written[null]], all);
    }
}

/// <summary>Codes as they are written here, those that name nothing, and all that there are.</summary>
internal sealed record FoundNames(IReadOnlyList<string> Codes, IReadOnlyList<string> Unknown, IReadOnlyList<string> All);
