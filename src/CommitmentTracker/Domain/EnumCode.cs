using System.Collections.Frozen;
using System.Text.Json;

namespace CommitmentTracker.Domain;

/// <summary>
/// The one spelling of an enum value outside C#: snake_case, exact. JSON, queries, the database and the contract all use it,
/// because the framework's own converters also take numbers, other cases, padding and lists.
/// </summary>
internal static class EnumCode
{
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Codes[value];

    public static string? Of<T>(T? value)
        where T : struct, Enum => value is { } known ? Of(known) : null;

    public static bool TryParse<T>(string? code, out T value)
        where T : struct, Enum
    {
        value = default;
        return code is not null && Table<T>.Values.TryGetValue(code, out value);
    }

    public static T Parse<T>(string code)
        where T : struct, Enum =>
        TryParse<T>(code, out var value) ? value : throw new FormatException($"'{code}' is not a {typeof(T).Name}.");

    public static T? ParseOrNull<T>(string? code)
        where T : struct, Enum => code is null ? null : Parse<T>(code);

    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Table<T>.Ordered;

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Codes = Enum.GetValues<T>()
            .ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Values = Codes.ToFrozenDictionary(
            pair => pair.Value,
            pair => pair.Key,
            StringComparer.Ordinal
        );

        public static readonly IReadOnlyList<string> Ordered = [.. Enum.GetValues<T>().Select(value => Codes[value])];
    }
}
