using System.Text.Json;

namespace CommitmentTracker.Http.Queries;

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
