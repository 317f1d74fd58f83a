using System.Text.Json;
using System.Text.Json.Nodes;
using CommitmentTracker.Json;

namespace CommitmentTracker.Http.Queries;

/// <summary>The members of <typeparamref name="T"/> that an answer shall hold, by comma.</summary>
internal sealed record FieldList<T>(IReadOnlyList<string> Names, string? Fault) : IQueryValue<FieldList<T>>
{
    /// <summary>What tells one item from another is there whatever is asked for.</summary>
    private const string Key = "code";

    public static IReadOnlyList<string> Allowed { get; } =
    [.. typeof(T).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

    public static FieldList<T> Read(string text)
    {
        var names = text.Split(',').Distinct(StringComparer.Ordinal).ToList();
        return names.TrueForAll(Allowed.Contains)
            ? new FieldList<T>(names, null)
            : new FieldList<T>([], $"must be one or several of {string.Join(", ", Allowed)}, by comma");
    }

    public JsonObject Pick(T item)
    {
        var all = JsonSerializer.SerializeToNode(item, JsonSetup.Contract)!.AsObject();
        return new JsonObject(Names.Prepend(Key).Distinct().Select(name => KeyValuePair.Create(name, all[name]?.DeepClone())));
    }
}
