namespace CommitmentTracker.Api.Queries;

/// <summary>Sort keys by comma, each downwards with a <c>-</c> before it.</summary>
internal sealed record SortOrder<T>(IReadOnlyList<SortKey<T>> Keys, string? Fault) : IQueryValue<SortOrder<T>>
    where T : struct, Enum
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static SortOrder<T> Read(string text)
    {
        var keys = text.Split(',').Select(ParseKey).ToList();
        return keys.TrueForAll(key => key is not null) && keys.DistinctBy(key => key!.By).Count() == keys.Count
            ? new SortOrder<T>([.. keys.OfType<SortKey<T>>()], null)
            : new SortOrder<T>(
                [],
                $"must be one or several of {string.Join(", ", Names)}, each once, by comma, with - before one to turn it round"
            );
    }

    private static SortKey<T>? ParseKey(string text)
    {
        var isDescending = text.StartsWith('-');
        var index = Names.ToList().IndexOf(isDescending ? text[1..] : text);
        return index < 0 ? null : new SortKey<T>(Enum.GetValues<T>()[index], isDescending);
    }
}

internal sealed record SortKey<T>(T By, bool IsDescending)
    where T : struct, Enum;

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
