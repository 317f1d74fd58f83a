namespace CommitmentTracker.Data.Reference;

/// <summary>The table of member states, with their names, which stand among the parties.</summary>
internal static class MemberStateTable
{
    private const string Sql = """
        select m.party_code, m.iso3, p.name, m.ministry, m.time_zone, m.joined_on, m.sources
        from member_states m
        join parties p on p.party_code = m.party_code
        """;

    public static async Task<IReadOnlyList<MemberState>> AllAsync(Session session) =>
        await session.ReadAsync($"{Sql}\norder by m.party_code", Of);

    public static async Task<MemberState?> FindAsync(Session session, string code) =>
        (await session.ReadAsync($"{Sql}\nwhere m.party_code = @code", Of, ("@code", code))).SingleOrDefault();

    private static MemberState Of(RowValues row) =>
        new(row.Text(), row.Text(), row.Text(), row.TextOrNull(), row.TextOrNull(), row.DayOrNull(), Stored.ParseList<Source>(row.Text()));
}
