namespace CommitmentTracker.Data.Reference;

/// <summary>The table of themes.</summary>
internal static class ThemeTable
{
    private const string Sql = "select theme_code, name, description from themes order by theme_code";

    public static async Task<IReadOnlyList<Theme>> AllAsync(Session session) =>
        await session.ReadAsync(Sql, row => new Theme(row.Text(), row.Text(), row.TextOrNull()));
}
