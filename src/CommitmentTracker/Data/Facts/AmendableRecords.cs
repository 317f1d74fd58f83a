namespace CommitmentTracker.Data.Facts;

/// <summary>Records that people may amend too, through the one way by which those come to be and change.</summary>
internal sealed class AmendableRecords<TTable, T> : IReferenceRecords<T>
    where TTable : ReferenceTable<TTable, T>, IReferenceTable<T>
{
    public static readonly AmendableRecords<TTable, T> All = new();

    public ResourceType Type => TTable.Resource;

    /// <summary>A date and its precision.</summary>
    public IReadOnlyList<string[]> Together =>
        [
            ["adoptedOn", "adoptedPrecision"],
        ];

    public SortedDictionary<string, JsonNode?> FieldsOf(T record) => TTable.FieldsOf(record);

    public async Task<PresentRecord?> FindAsync(Session session, string code) =>
        await TTable.LoadAsync(session, code) is { } stored ? new PresentRecord(FieldsOf(stored.Record), stored.Version, false) : null;

    public async Task CreateAsync(WriteSession session, string code, T record) =>
        Check(await ReferenceTable<TTable, T>.CreateAsync(session, record, ReferenceDataLoader.Actor), code);

    public async Task ChangeAsync(WriteSession session, string code, PresentRecord present, SortedDictionary<string, JsonNode?> changes) =>
        Check(
            await ReferenceTable<TTable, T>.ChangeAsync(
                session,
                code,
                ExpectedVersion.Any,
                ReferenceDataLoader.Actor,
                before => With(before, code, changes),
                ChangeType.ReferenceDataLoaded
            ),
            code
        );

    /// <summary>The fields are the record's own members; one that is null is the same as one that is not said.</summary>
    private static Result<T> With(T before, string code, SortedDictionary<string, JsonNode?> changes)
    {
        var fields = FieldMerge.With(TTable.FieldsOf(before), changes).Where(field => field.Value is not null);
        var record = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))) { ["code"] = code };
        return Stored.Value<T>(record);
    }

    private static void Check(Result<StoredRecord<T>> result, string code)
    {
        if (!result.Succeeded(out _, out var refusal))
        {
            throw new StartException($"The reference data cannot be loaded: {EnumCode.Of(TTable.Resource)} {code}: {refusal.Detail}");
        }
    }
}
