using System.Collections.Concurrent;
using System.Collections.Frozen;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database;

/// <summary>
/// The codes that there are. None ever goes away, so that only one that is not found in memory is looked for in the database.
/// </summary>
internal sealed class KnownNames(Store store)
{
    private readonly ConcurrentDictionary<Grouping, FrozenDictionary<string, string>> known = new();

    /// <summary>Those of the codes that name one of these things, whatever their case, as they are written here.</summary>
    public ValueTask<FoundNames> FindAsync(IReadOnlyList<Grouping> things, IReadOnlyList<string> codes, CancellationToken cancellation) =>
        Find(things, codes) is { Unknown: [] } found ? ValueTask.FromResult(found) : FindAgainAsync(things, codes, cancellation);

    private async ValueTask<FoundNames> FindAgainAsync(
        IReadOnlyList<Grouping> things,
        IReadOnlyList<string> codes,
        CancellationToken cancellation
    )
    {
        foreach (var thing in things)
        {
            var all = await store.ReadAsync(session => Groups.AllAsync(session, thing), cancellation);
            known[thing] = all.ToFrozenDictionary(each => each.Key, each => each.Key, StringComparer.OrdinalIgnoreCase);
        }

        return Find(things, codes) with
        {
            All = [.. things.SelectMany(thing => known[thing].Values.Order(StringComparer.Ordinal))],
        };
    }

    private FoundNames Find(IReadOnlyList<Grouping> things, IReadOnlyList<string> codes)
    {
        var (written, unknown) = (new List<string>(codes.Count), new List<string>());
        foreach (var code in codes)
        {
            if (Written(things, code) is not { } name)
            {
                unknown.Add(code);
            }
            else if (!written.Contains(name))
            {
                written.Add(name);
            }
        }

        return new FoundNames(written, unknown, []);
    }

    private string? Written(IReadOnlyList<Grouping> things, string code)
    {
        foreach (var thing in things)
        {
            if (known.TryGetValue(thing, out var names) && names.TryGetValue(code, out var name))
            {
                return name;
            }
        }

        return null;
    }
}

/// <summary>Codes as they are written here, those that name nothing, and where there are such all that there is.</summary>
internal sealed record FoundNames(IReadOnlyList<string> Codes, IReadOnlyList<string> Unknown, IReadOnlyList<string> All);
