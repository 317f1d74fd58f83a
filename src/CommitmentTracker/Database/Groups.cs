using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database;

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
