using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database;

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
