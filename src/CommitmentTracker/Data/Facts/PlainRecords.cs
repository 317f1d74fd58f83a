using System.Text.Json.Serialization;
using Dapper;

namespace CommitmentTracker.Data.Facts;

/// <summary>Records that only the files bring: one row of text each. Every write has its row in the journal.</summary>
internal sealed record PlainRecords<T>(ResourceType Type, ChangeType Created) : IReferenceRecords<T>
    where T : ReferenceFact
{
    public required string FindSql { get; init; }
    public required IReadOnlyList<string> InsertSql { get; init; }
    public required IReadOnlyList<string> UpdateSql { get; init; }
    public IReadOnlyList<string[]> Together { get; init; } = [];

    public SortedDictionary<string, JsonNode?> FieldsOf(T record) => Stored.FieldsOf(record);

    public async Task<PresentRecord?> FindAsync(Session session, string code) =>
        await session.FirstOrDefaultAsync<T>(FindSql, new { code }) is { } row
            ? new PresentRecord(FieldsOf(row), row.Version, false)
            : null;

    public async Task CreateAsync(WriteSession session, string code, T record)
    {
        await PutAsync(session, InsertSql, code, record);
        await JournalAsync(session, code, 1, Created, FieldChanges.Between(FieldChanges.Nothing, FieldsOf(record)));
    }

    public async Task ChangeAsync(WriteSession session, string code, PresentRecord present, SortedDictionary<string, JsonNode?> changes)
    {
        var after = FieldMerge.With(present.Fields, changes);
        await PutAsync(session, UpdateSql, code, Stored.Value<T>(Stored.Node(after)!));
        var fields = FieldChanges.Between(present.Fields, after);
        await JournalAsync(session, code, present.Version + 1, ChangeType.ReferenceDataLoaded, fields);
    }

    private static async Task PutAsync(WriteSession session, IReadOnlyList<string> statements, string code, T record)
    {
        foreach (var statement in statements)
        {
            await session.PutAsync(statement, Values(session, code, record));
        }
    }

    private Task JournalAsync(WriteSession session, string code, long version, ChangeType type, FieldChanges fields) =>
        Journal.WriteAsync(
            session,
            new JournalEntry(new ChangeNote(ReferenceDataLoader.Actor, type), Type, code, version, fields)
            {
                WasPublic = true,
                IsPublic = true,
            }
        );

    private static DynamicParameters Values(WriteSession session, string code, T record)
    {
        var values = new DynamicParameters(record);
        values.Add("Code", code);
        values.Add("Now", Stored.Instant(session.Now));
        return values;
    }
}

/// <summary>A record of reference data as the files tell of it. Its members, without the version, are its fields.</summary>
internal abstract record ReferenceFact
{
    [JsonIgnore]
    public long Version { get; init; }
}

/// <summary>A column that holds JSON is JSON among the fields as well, not a text with JSON in it.</summary>
internal sealed class StoredJsonConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}

internal sealed record ThemeFact : ReferenceFact
{
    /// <summary>A theme has no version of its own: the journal counts its changes.</summary>
    public static readonly PlainRecords<ThemeFact> Table = new(ResourceType.Theme, ChangeType.ReferenceDataLoaded)
    {
        FindSql = """
            select name, description,
                (select count(*) from changes where resource_type = 'theme' and resource_key = theme_code) as version
            from themes
            where theme_code = @code
            """,
        InsertSql = ["insert into themes (theme_code, name, description) values (@Code, @Name, @Description)"],
        UpdateSql = ["update themes set name = @Name, description = @Description where theme_code = @Code"],
    };

    public string Name { get; init; } = "";
    public string? Description { get; init; }
}

internal sealed record MemberStateFact : ReferenceFact
{
    /// <summary>A member state has no version of its own: the journal counts its changes.</summary>
    public static readonly PlainRecords<MemberStateFact> Table = new(ResourceType.MemberState, ChangeType.ReferenceDataLoaded)
    {
        FindSql = """
            select name, iso3, ministry, time_zone, joined_on, sources,
                (select count(*) from changes where resource_type = 'member_state' and resource_key = party_code) as version
            from member_states join parties using (party_code)
            where party_code = @code
            """,
        InsertSql =
        [
            "insert into parties (party_code, party_kind, name) values (@Code, 'member_state', @Name)",
            """
                insert into member_states (party_code, iso3, ministry, time_zone, joined_on, sources)
                values (@Code, @Iso3, @Ministry, @TimeZone, @JoinedOn, @Sources)
                """,
        ],
        UpdateSql =
        [
            "update parties set name = @Name where party_code = @Code",
            """
                update member_states
                set iso3 = @Iso3, ministry = @Ministry, time_zone = @TimeZone, joined_on = @JoinedOn, sources = @Sources
                where party_code = @Code
                """,
        ],
    };

    public string Name { get; init; } = "";
    public string Iso3 { get; init; } = "";
    public string? Ministry { get; init; }
    public string? TimeZone { get; init; }
    public string? JoinedOn { get; init; }

    [JsonConverter(typeof(StoredJsonConverter))]
    public string Sources { get; init; } = "[]";
}
