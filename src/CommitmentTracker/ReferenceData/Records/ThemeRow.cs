using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReferenceData.Records;

internal sealed record ThemeRow : ReferenceRow
{
    /// <summary>A theme has no version of its own: the journal counts its changes.</summary>
    public static readonly PlainRecords<ThemeRow> Table = new(ResourceType.Theme, ChangeType.ReferenceDataLoaded)
    {
        FindSql = """
            select name, description,
                (select count(*) from changes where resource_type = 'theme' and resource_key = theme_code) as version
            from themes
            where theme_code = @code
            """,
        InsertSql = "insert into themes (theme_code, name, description) values (@Code, @Name, @Description)",
        UpdateSql = "update themes set name = @Name, description = @Description where theme_code = @Code",
    };

    public string Name { get; init; } = "";
    public string? Description { get; init; }
}
