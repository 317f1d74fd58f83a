using System.Text.Json.Serialization;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReferenceData.Records;

internal sealed record MemberStateRow : ReferenceRow
{
    /// <summary>A member state has no version of its own: the journal counts its changes.</summary>
    public static readonly PlainRecords<MemberStateRow> Table = new(ResourceType.MemberState, ChangeType.ReferenceDataLoaded)
    {
        FindSql = """
            select name, iso3, ministry, time_zone, joined_on, sources,
                (select count(*) from changes where resource_type = 'member_state' and resource_key = party_code) as version
            from member_states join parties using (party_code)
            where party_code = @code
            """,
        InsertSql = """
            insert into parties (party_code, party_kind, name) values (@Code, 'member_state', @Name);
            insert into member_states (party_code, iso3, ministry, time_zone, joined_on, sources)
            values (@Code, @Iso3, @Ministry, @TimeZone, @JoinedOn, @Sources)
            """,
        UpdateSql = """
            update parties set name = @Name where party_code = @Code;
            update member_states
            set iso3 = @Iso3, ministry = @Ministry, time_zone = @TimeZone, joined_on = @JoinedOn, sources = @Sources
            where party_code = @Code
            """,
    };

    public string Name { get; init; } = "";
    public string Iso3 { get; init; } = "";
    public string? Ministry { get; init; }
    public string? TimeZone { get; init; }
    public string? JoinedOn { get; init; }

    [JsonConverter(typeof(StoredJsonConverter))]
    public string Sources { get; init; } = "[]";
}
