using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support;

/// <summary>What the journal holds of a resource, oldest first.</summary>
internal static class JournalRows
{
    private const string Sql = """
        select type, actor, version, was_public as WasPublic, is_public as IsPublic, fields_before as FieldsBefore, fields_after as FieldsAfter
        from changes
        where resource_type = @type and resource_key = @key
        order by change_id
        """;

    public static IReadOnlyList<JournalRow> ChangesOf(this TestService service, string type, string key) =>
        service.Query<JournalRow>(Sql, new { type, key });
}

internal sealed record JournalRow
{
    public string Type { get; init; } = "";
    public string Actor { get; init; } = "";
    public long Version { get; init; }
    public long WasPublic { get; init; }
    public long IsPublic { get; init; }
    public string FieldsBefore { get; init; } = "";
    public string FieldsAfter { get; init; } = "";

    public JsonObject Before => JsonNode.Parse(FieldsBefore)!.AsObject();

    public JsonObject After => JsonNode.Parse(FieldsAfter)!.AsObject();
}
