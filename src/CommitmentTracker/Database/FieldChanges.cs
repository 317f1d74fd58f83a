using System.Text.Json.Nodes;

namespace CommitmentTracker.Database;

/// <summary>The fields in which two states of a record differ. A field that one state lacks is null there.</summary>
internal sealed record FieldChanges(IReadOnlyDictionary<string, JsonNode?> Before, IReadOnlyDictionary<string, JsonNode?> After)
{
    public static readonly IReadOnlyDictionary<string, JsonNode?> Nothing = new Dictionary<string, JsonNode?>();

    public static readonly FieldChanges None = new(Nothing, Nothing);

    public bool IsEmpty => After.Count == 0;

    public static FieldChanges Between(IReadOnlyDictionary<string, JsonNode?> before, IReadOnlyDictionary<string, JsonNode?> after)
    {
        var changed = before
            .Keys.Union(after.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Where(field => !JsonNode.DeepEquals(before.GetValueOrDefault(field), after.GetValueOrDefault(field)))
            .ToList();
        return new FieldChanges(Only(before, changed), Only(after, changed));
    }

    /// <summary>The same with a field that is only told, not part of either state.</summary>
    public FieldChanges With(string field, string value) =>
        this with
        {
            After = new SortedDictionary<string, JsonNode?>(After.ToDictionary(), StringComparer.Ordinal) { [field] = value },
        };

    private static SortedDictionary<string, JsonNode?> Only(IReadOnlyDictionary<string, JsonNode?> fields, List<string> changed) =>
        new(changed.ToDictionary(field => field, fields.GetValueOrDefault), StringComparer.Ordinal);
}
