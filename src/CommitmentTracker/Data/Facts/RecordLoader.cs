namespace CommitmentTracker.Data.Facts;

/// <summary>Loads the records of the files so that nothing people wrote is lost.</summary>
internal sealed class RecordLoader(WriteSession session, LoadedRows loaded)
{
    public async Task LoadAsync<T>(IReferenceRecords<T> records, IReadOnlyDictionary<string, T> inFile)
    {
        foreach (var (code, record) in inFile)
        {
            var said = records.FieldsOf(record);
            var last = loaded.Find(records.Type, code);
            if ((last is null || !FieldMerge.IsSame(said, last)) && await BringAsync(records, code, record, said, last))
            {
                // What a file no longer says stays known: it is not brought back later against those who removed it.
                await loaded.PutAsync(records.Type, code, FieldMerge.With(last ?? [], said));
            }
        }
    }

    private async Task<bool> BringAsync<T>(
        IReferenceRecords<T> records,
        string code,
        T record,
        SortedDictionary<string, JsonNode?> said,
        SortedDictionary<string, JsonNode?>? last
    )
    {
        switch (await records.FindAsync(session, code), last)
        {
            case (null, null):
                await records.CreateAsync(session, code, record);
                return true;
            case ({ IsArchived: false } present, { } known):
                var changes = FieldMerge.Changes(said, known, present.Fields, records.Together);
                if (changes.Count > 0)
                {
                    await records.ChangeAsync(session, code, present, changes);
                }

                return true;
            default:
                // People archived it, removed it, or made a record of their own under the code before a file brought it.
                return false;
        }
    }
}

/// <summary>What a file says of a record, what it said when it was last loaded and what stands now, compared field by field.</summary>
internal static class FieldMerge
{
    public static bool IsSame(SortedDictionary<string, JsonNode?> said, SortedDictionary<string, JsonNode?> last) =>
        said.Keys.All(field => IsSame(field, said, last));

    /// <summary>The fields to change: the file says something new of them, and people left them as they had been loaded.</summary>
    /// <param name="together">Fields that only make sense together: where people changed one of a group, all of it is theirs.</param>
    public static SortedDictionary<string, JsonNode?> Changes(
        SortedDictionary<string, JsonNode?> said,
        SortedDictionary<string, JsonNode?> last,
        SortedDictionary<string, JsonNode?> present,
        IReadOnlyList<string[]> together
    )
    {
        bool IsUntouched(string field) =>
            (together.FirstOrDefault(group => group.Contains(field)) ?? [field]).All(each => IsSame(each, present, last));

        var changed = said.Where(each => !IsSame(each.Key, said, last) && !IsSame(each.Key, said, present) && IsUntouched(each.Key));
        return With([], changed);
    }

    public static SortedDictionary<string, JsonNode?> With(
        SortedDictionary<string, JsonNode?> fields,
        IEnumerable<KeyValuePair<string, JsonNode?>> others
    )
    {
        var result = new SortedDictionary<string, JsonNode?>(fields, StringComparer.Ordinal);
        foreach (var (field, value) in others)
        {
            result[field] = value;
        }

        return result;
    }

    private static bool IsSame(string field, SortedDictionary<string, JsonNode?> one, SortedDictionary<string, JsonNode?> other) =>
        JsonNode.DeepEquals(one.GetValueOrDefault(field), other.GetValueOrDefault(field));
}

/// <summary>The records of one kind that the files bring: how they are laid flat into fields, found, created and changed.</summary>
internal interface IReferenceRecords<T>
{
    ResourceType Type { get; }

    /// <summary>Fields that only make sense together.</summary>
    IReadOnlyList<string[]> Together { get; }

    SortedDictionary<string, JsonNode?> FieldsOf(T record);

    Task<PresentRecord?> FindAsync(Session session, string code);

    Task CreateAsync(WriteSession session, string code, T record);

    Task ChangeAsync(WriteSession session, string code, PresentRecord present, SortedDictionary<string, JsonNode?> changes);
}

/// <summary>A record as it stands in the database.</summary>
internal sealed record PresentRecord(SortedDictionary<string, JsonNode?> Fields, long Version, bool IsArchived);
