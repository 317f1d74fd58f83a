using System.Text.Json.Nodes;

namespace CommitmentTracker.ReferenceData;

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
