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
