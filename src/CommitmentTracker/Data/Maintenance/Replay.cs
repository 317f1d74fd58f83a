namespace CommitmentTracker.Data.Maintenance;

/// <summary>
/// The rows of the journal on one record, added up from the first: what each says of before must be what the rows up to it left, and
/// what the last one leaves must be the record as it is stored.
/// </summary>
/// <param name="isPublic">Whether the public sees a record with these fields.</param>
/// <param name="told">A field that a row only tells and that is not part of the record.</param>
internal sealed class Replay(Func<IReadOnlyDictionary<string, string>, bool> isPublic, string? told = null)
{
    private const int ShownLength = 60;

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private long version;
    private bool isSeen;

    /// <summary>Adds a row, and says what is wrong with it. It is added all the same, so that one fault is not told again with each later row.</summary>
    public IReadOnlyList<string> Add(ReplayedChange change)
    {
        var faults = new List<string>();
        if (change.Version != version + 1)
        {
            faults.Add($"it makes version {change.Version}, after version {version}");
        }

        try
        {
            Apply(FieldTexts.Read(change.FieldsBefore), FieldTexts.Read(change.FieldsAfter), faults);
        }
        catch (JsonException)
        {
            faults.Add("its fields cannot be read");
        }

        Follow(change, faults);
        version = change.Version;
        return [.. faults.Select(fault => $"change {change.ChangeId}: {fault}")];
    }

    /// <summary>What the record as it is stored has otherwise.</summary>
    public IEnumerable<string> DifferencesFrom(IReadOnlyDictionary<string, string> stored, long storedVersion)
    {
        if (storedVersion != version)
        {
            yield return $"the record is at version {storedVersion}, the journal comes to {version}";
        }

        foreach (var field in stored.Keys.Union(fields.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (has, comesTo) = (stored.GetValueOrDefault(field, FieldTexts.Nothing), ValueOf(field));
            if (!FieldTexts.AreEqual(has, comesTo))
            {
                yield return $"{field} is {Shown(has)}, the journal comes to {Shown(comesTo)}";
            }
        }
    }

    private void Apply(Dictionary<string, string> before, Dictionary<string, string> after, List<string> faults)
    {
        foreach (var (field, was) in before)
        {
            if (!FieldTexts.AreEqual(was, ValueOf(field)))
            {
                faults.Add($"{field} was {Shown(was)} before it, by the rows up to it {Shown(ValueOf(field))}");
            }
        }

        faults.AddRange(after.Keys.Where(field => field != told && !before.ContainsKey(field)).Select(field => $"it lacks {field} before"));
        faults.AddRange(before.Keys.Where(field => !after.ContainsKey(field)).Select(field => $"it lacks {field} after"));
        foreach (var (field, becomes) in after)
        {
            if (becomes == FieldTexts.Nothing)
            {
                fields.Remove(field);
            }
            else if (field != told)
            {
                fields[field] = becomes;
            }
        }
    }

    private void Follow(ReplayedChange change, List<string> faults)
    {
        if (change.WasPublic != isSeen)
        {
            faults.Add($"it says that the record was {Seen(change.WasPublic)} before it, by the rows up to it it was {Seen(isSeen)}");
        }

        if (change.IsPublic != isPublic(fields))
        {
            faults.Add($"it says that the record is {Seen(change.IsPublic)} after it, by its fields it is {Seen(isPublic(fields))}");
        }

        isSeen = change.IsPublic;
    }

    private string ValueOf(string field) => fields.GetValueOrDefault(field, FieldTexts.Nothing);

    private static string Seen(bool isPublic) => isPublic ? "public" : "not public";

    private static string Shown(string text) => text.Length <= ShownLength ? text : string.Concat(text.AsSpan(0, ShownLength), "…");
}

/// <summary>What a replay needs of a row of the journal.</summary>
internal sealed record ReplayedChange
{
    public const string Columns = "change_id, resource_key, commitment_code, version, was_public, is_public, fields_before, fields_after";

    public long ChangeId { get; init; }
    public string ResourceKey { get; init; } = "";
    public string? CommitmentCode { get; init; }
    public long Version { get; init; }
    public bool WasPublic { get; init; }
    public bool IsPublic { get; init; }
    public string FieldsBefore { get; init; } = "{}";
    public string FieldsAfter { get; init; } = "{}";
}
