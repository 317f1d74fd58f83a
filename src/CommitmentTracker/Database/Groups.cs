using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database;

/// <summary>What figures are told apart by: all there are, in order of key, also those for which nothing is counted.</summary>
internal static class Groups
{
    private const string PartiesSql = "select party_code as key, name from parties where party_kind = @kind order by party_code";
    private const string InstrumentsSql = "select instrument_code as key, title as name from instruments order by instrument_code";
    private const string ThemesSql = "select theme_code as key, name from themes order by theme_code";

    public static Task<IReadOnlyList<Group>> AllAsync(Session session, Grouping grouping) =>
        grouping switch
        {
            Grouping.MemberState => session.QueryAsync<Group>(PartiesSql, new { kind = EnumCode.Of(PartyKind.MemberState) }),
            Grouping.Body => session.QueryAsync<Group>(PartiesSql, new { kind = EnumCode.Of(PartyKind.Body) }),
            Grouping.Instrument => session.QueryAsync<Group>(InstrumentsSql),
            Grouping.Theme => session.QueryAsync<Group>(ThemesSql),
            _ => throw new ArgumentOutOfRangeException(nameof(grouping)),
        };
}

internal sealed record Group
{
    public string Key { get; init; } = "";
    public string Name { get; init; } = "";
}
