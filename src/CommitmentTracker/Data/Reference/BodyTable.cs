namespace CommitmentTracker.Data.Reference;

/// <summary>The ASEAN bodies as they are stored: a party each, with what only a body has.</summary>
internal sealed class BodyTable : ReferenceTable<BodyTable, Body>, IReferenceTable<Body>
{
    private const string SelectSql = """
        select b.party_code, p.name, b.basis, b.description, b.sources, b.version, b.created_at, b.updated_at
        from bodies b
        join parties p on p.party_code = b.party_code
        """;

    private const string InsertPartySql = """
        insert into parties (party_code, party_kind, name) values (@PartyCode, 'body', @Name) on conflict (party_code) do nothing
        """;

    private const string InsertSql = """
        insert into bodies (party_code, basis, description, sources, version, created_at, updated_at)
        values (@PartyCode, @Basis, @Description, @Sources, @Version, @CreatedAt, @UpdatedAt)
        """;

    private const string UpdatePartySql = "update parties set name = @Name where party_code = @PartyCode";

    private const string UpdateSql = """
        update bodies
        set basis = @Basis, description = @Description, sources = @Sources, version = @Version, updated_at = @UpdatedAt
        where party_code = @PartyCode and version = @Version - 1
        """;

    public static ResourceType Resource => ResourceType.Body;

    public static ChangeType Created => ChangeType.BodyCreated;

    public static ChangeType Changed => ChangeType.BodyChanged;

    public static string CodeOf(Body record) => record.Code;

    public static async Task<IEnumerable<StoredRecord<Body>>> AllAsync(Session session)
    {
        var rows = await session.QueryAsync<BodyRow>($"{SelectSql} order by b.party_code");
        return rows.Select(row => row.ToStored());
    }

    public static async Task<StoredRecord<Body>?> LoadAsync(Session session, string code)
    {
        var row = await session.FirstOrDefaultAsync<BodyRow>($"{SelectSql} where b.party_code = @code", new { code });
        return row?.ToStored();
    }

    public static async Task<bool> InsertAsync(WriteSession session, StoredRecord<Body> stored)
    {
        var row = BodyRow.From(stored);
        return await session.ExecuteAsync(InsertPartySql, row) == 1 && await session.ExecuteAsync(InsertSql, row) == 1;
    }

    public static async Task<bool> UpdateAsync(WriteSession session, StoredRecord<Body> stored)
    {
        var row = BodyRow.From(stored);
        return await session.ExecuteAsync(UpdateSql, row) == 1 && await session.ExecuteAsync(UpdatePartySql, row) == 1;
    }

    public static SortedDictionary<string, JsonNode?> FieldsOf(Body record) =>
        new(StringComparer.Ordinal)
        {
            ["name"] = record.Name,
            ["basis"] = EnumCode.Of(record.Basis),
            ["description"] = record.Description,
            ["sources"] = record.Sources.IsEmpty ? null : Stored.Node(record.Sources),
        };
}

/// <summary>A row of the table of bodies, with its name, which stands among the parties.</summary>
internal sealed record BodyRow
{
    public string PartyCode { get; init; } = "";
    public string Name { get; init; } = "";
    public string Basis { get; init; } = "";
    public string? Description { get; init; }
    public string Sources { get; init; } = "[]";
    public long Version { get; init; }
    public string CreatedAt { get; init; } = "";
    public string UpdatedAt { get; init; } = "";

    public StoredRecord<Body> ToStored() =>
        new(
            new Body
            {
                Code = PartyCode,
                Name = Name,
                Basis = EnumCode.Parse<OwnershipBasis>(Basis),
                Description = Description,
                Sources = [.. Stored.ParseList<Source>(Sources)],
            },
            Version,
            Stored.ParseInstant(CreatedAt),
            Stored.ParseInstant(UpdatedAt)
        );

    public static BodyRow From(StoredRecord<Body> stored) =>
        new()
        {
            PartyCode = stored.Record.Code,
            Name = stored.Record.Name,
            Basis = EnumCode.Of(stored.Record.Basis),
            Description = stored.Record.Description,
            Sources = Stored.List(stored.Record.Sources),
            Version = stored.Version,
            CreatedAt = Stored.Instant(stored.CreatedAt),
            UpdatedAt = Stored.Instant(stored.UpdatedAt),
        };
}
