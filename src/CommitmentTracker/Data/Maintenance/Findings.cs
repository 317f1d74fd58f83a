namespace CommitmentTracker.Data.Maintenance;

/// <summary>What a check found, a sentence each. Only the first are kept: of a database that is wrong throughout, a hundred say enough.</summary>
internal sealed class Findings
{
    public const int MaxListed = 100;

    private readonly List<string> listed = [];

    public IReadOnlyList<string> Listed => listed;

    public long Count { get; private set; }

    public void Add(string finding)
    {
        Count++;
        if (listed.Count < MaxListed)
        {
            listed.Add(finding);
        }
    }

    public void AddAll(string about, IEnumerable<string> faults)
    {
        foreach (var fault in faults)
        {
            Add($"{about}: {fault}.");
        }
    }
}

/// <summary>
/// The fields of a record with the text of each value. Both sides of a comparison were written by one serializer, so that the texts are
/// mostly the same, and no tree need be built for the millions that a check looks at.
/// </summary>
internal static class FieldTexts
{
    /// <summary>What a field has that is not there.</summary>
    public const string Nothing = "null";

    public static Dictionary<string, string> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("The fields are no object.");
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in document.RootElement.EnumerateObject())
        {
            fields[field.Name] = field.Value.GetRawText();
        }

        return fields;
    }

    public static bool AreEqual(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal) || JsonNode.DeepEquals(JsonNode.Parse(one), JsonNode.Parse(other));
}

/// <summary>Rows in the order of a key, taken key by key, so that only those of one are held at a time.</summary>
internal sealed class SortedRows<T>(IAsyncEnumerable<T> rows, Func<T, string> keyOf, Action<string> strange) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<T> next = rows.GetAsyncEnumerator();
    private bool hasNext;

    public async Task<SortedRows<T>> BeginAsync()
    {
        hasNext = await next.MoveNextAsync();
        return this;
    }

    /// <summary>The rows of the key. Keys must be asked for in their order; those between that nobody asks for are strange.</summary>
    public async Task<IReadOnlyList<T>> OfAsync(string key)
    {
        await PassAsync(before: key);
        var found = new List<T>();
        while (hasNext && keyOf(next.Current) == key)
        {
            found.Add(next.Current);
            hasNext = await next.MoveNextAsync();
        }

        return found;
    }

    /// <summary>To be called when nothing more is asked for.</summary>
    public Task EndAsync() => PassAsync(before: null);

    public ValueTask DisposeAsync() => next.DisposeAsync();

    private async Task PassAsync(string? before)
    {
        string? passed = null;
        while (hasNext && (before is null || string.CompareOrdinal(keyOf(next.Current), before) < 0))
        {
            var key = keyOf(next.Current);
            if (key != passed)
            {
                strange(key);
                passed = key;
            }

            hasNext = await next.MoveNextAsync();
        }
    }
}
