namespace CommitmentTracker.Data.Facts;

/// <summary>What the files said of each record when they were last loaded, field by field; beside that, the hash of the files themselves.</summary>
internal sealed class LoadedRows
{
    private const string FilesSql = $"select loaded from reference_rows where resource_type = @type and resource_key = '{FilesKey}'";

    private const string AllSql = "select resource_type, resource_key, loaded from reference_rows";

    private const string PutSql = """
        insert into reference_rows (resource_type, resource_key, loaded) values (@type, @key, @fields)
        on conflict (resource_type, resource_key) do update set loaded = excluded.loaded
        """;

    private const string FilesType = "reference_files";
    private const string FilesKey = "all";

    private readonly WriteSession session;
    private readonly Dictionary<(string Type, string Key), string> rows;

    private LoadedRows(WriteSession session, IEnumerable<Row> rows)
    {
        this.session = session;
        this.rows = rows.ToDictionary(row => (row.ResourceType, row.ResourceKey), row => row.Loaded);
    }

    /// <summary>Whether these very files were the last ones loaded.</summary>
    public static async Task<bool> IncludeAsync(Session session, ReferenceFiles files) =>
        await session.ReadAsync(FilesSql, row => row.Text(), ("@type", FilesType)) is [var loaded] && loaded == Text(files);

    public static async Task<LoadedRows> ReadAsync(WriteSession session) => new(session, await session.QueryAsync<Row>(AllSql));

    public SortedDictionary<string, JsonNode?>? Find(ResourceType type, string key) =>
        rows.GetValueOrDefault((EnumCode.Of(type), key)) is { } loaded ? Stored.ParseFields(loaded) : null;

    public bool Has(ResourceType type, string key) => rows.ContainsKey((EnumCode.Of(type), key));

    public Task PutAsync(ResourceType type, string key, SortedDictionary<string, JsonNode?> fields) =>
        PutAsync(EnumCode.Of(type), key, Stored.Fields(fields));

    public Task PutAsync(ReferenceFiles files) => PutAsync(FilesType, FilesKey, Text(files));

    private async Task PutAsync(string type, string key, string fields)
    {
        rows[(type, key)] = fields;
        var values = new
        {
            type,
            key,
            fields,
        };
        await session.PutAsync(PutSql, values);
    }

    /// <summary>Fields as the others, spelled out: nothing else at a start needs the serializer.</summary>
    private static string Text(ReferenceFiles files) => $$"""{"sha256":"{{files.Hash}}"}""";

    private sealed record Row
    {
        public string ResourceType { get; init; } = "";
        public string ResourceKey { get; init; } = "";
        public string Loaded { get; init; } = "";
    }
}

/// <summary>Records the progress updates of the files, each once: they are append-only, so a file corrects one by a later one.</summary>
internal sealed class ProgressUpdateLoader(WriteSession session, LoadedRows loaded)
{
    public async Task LoadAsync(IEnumerable<NewProgressUpdate> updates)
    {
        foreach (var update in updates)
        {
            var key = $"{update.CommitmentCode}/{update.PartyCode}/{Stored.Day(update.AsOf)}";
            if (!loaded.Has(ResourceType.ProgressUpdate, key) && await RecordAsync(update))
            {
                await loaded.PutAsync(ResourceType.ProgressUpdate, key, Stored.FieldsOf(update));
            }
        }
    }

    /// <summary>People may have archived the commitment, taken it from the party, or made one of their own under the code: then it is not recorded.</summary>
    private async Task<bool> RecordAsync(NewProgressUpdate update) =>
        loaded.Has(ResourceType.Commitment, update.CommitmentCode)
        && (await ProgressUpdateWriter.RecordVerifiedAsync(session, update)).Succeeded(out _, out _);
}
