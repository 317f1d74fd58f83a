using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace CommitmentTracker.Data;

/// <summary>What figures are told apart by: all there are, in order of key, also those for which nothing is counted.</summary>
internal static class Groups
{
    private const string PartiesSql = "select party_code as key, name from parties where party_kind = @kind order by party_code";
    private const string InstrumentsSql = "select instrument_code as key, title as name from instruments order by instrument_code";
    private const string ThemesSql = "select theme_code as key, name from themes order by theme_code";

    public static async Task<IReadOnlyList<Group>> AllAsync(Session session, Grouping grouping) =>
        grouping switch
        {
            Grouping.MemberState => await session.ReadAsync(PartiesSql, GroupOf, ("@kind", EnumCode.Of(PartyKind.MemberState))),
            Grouping.Body => await session.ReadAsync(PartiesSql, GroupOf, ("@kind", EnumCode.Of(PartyKind.Body))),
            Grouping.Instrument => await session.ReadAsync(InstrumentsSql, GroupOf),
            Grouping.Theme => await session.ReadAsync(ThemesSql, GroupOf),
            _ => throw new ArgumentOutOfRangeException(nameof(grouping)),
        };

    private static Group GroupOf(RowValues row) => new(row.Text(), row.Text());
}

internal sealed record Group(string Key, string Name);

/// <summary>The parties by code.</summary>
internal static class Parties
{
    private const string Sql = "select party_code, party_kind, name from parties order by party_code";

    private const string HoldsSql = "select count(*) from parties where party_code = @code";

    public static async Task<IReadOnlyDictionary<string, Party>> LoadAsync(Session session)
    {
        var parties = await session.ReadAsync(Sql, row => new Party(row.Code(), row.Enum<PartyKind>(), row.Text()));
        return parties.ToDictionary(party => party.Code);
    }

    public static async Task<bool> HoldsAsync(Session session, string code) => await session.SingleAsync<long>(HoldsSql, new { code }) > 0;
}

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
