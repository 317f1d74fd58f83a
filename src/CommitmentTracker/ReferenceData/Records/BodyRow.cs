using System.Text.Json.Serialization;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReferenceData.Records;

internal sealed record BodyRow : ReferenceRow
{
    public static readonly ReferenceTable<BodyRow> Table = new(ResourceType.Body, ChangeType.BodyCreated)
    {
        FindSql = """
            select name, basis, description, sources, version
            from bodies join parties using (party_code)
            where party_code = @code
            """,
        InsertSql = """
            insert into parties (party_code, party_kind, name) values (@Code, 'body', @Name);
            insert into bodies (party_code, basis, description, sources, version, created_at, updated_at)
            values (@Code, @Basis, @Description, @Sources, 1, @Now, @Now)
            """,
        UpdateSql = """
            update parties set name = @Name where party_code = @Code;
            update bodies
            set basis = @Basis, description = @Description, sources = @Sources, version = version + 1, updated_at = @Now
            where party_code = @Code
            """,
    };

    public string Name { get; init; } = "";
    public string Basis { get; init; } = "";
    public string? Description { get; init; }

    [JsonConverter(typeof(StoredJsonConverter))]
    public string Sources { get; init; } = "[]";
}
