using System.Runtime.CompilerServices;

namespace CommitmentTracker.Domain;

/// <summary>
/// The one spelling of an enum value outside C#: snake_case, exact. JSON, queries, the database and the contract all use it,
/// because the framework's own converters also take numbers, other cases, padding and lists.
/// </summary>
internal static class EnumCode
{
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Codes[Unsafe.As<T, int>(ref value)];

    public static string? Of<T>(T? value)
        where T : struct, Enum => value is { } known ? Of(known) : null;

    public static bool TryParse<T>(string? code, out T value)
        where T : struct, Enum
    {
        var codes = Table<T>.Codes;
        for (var index = 0; index < codes.Length; index++)
        {
            if (codes[index] == code)
            {
                value = Unsafe.As<int, T>(ref index);
                return true;
            }
        }

        value = default;
        return false;
    }

    public static T Parse<T>(string code)
        where T : struct, Enum =>
        TryParse<T>(code, out var value) ? value : throw new FormatException($"'{code}' is not a {typeof(T).Name}.");

    public static T? ParseOrNull<T>(string? code)
        where T : struct, Enum => code is null ? null : Parse<T>(code);

    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Table<T>.Codes;

    /// <summary>
    /// The codes by value: values are counted from 0, without a gap. An array, because the framework's dictionaries over types of ours
    /// cannot be compiled ahead, and there are two dozen of them on the way to the first answer.
    /// </summary>
    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly string[] Codes = Array.ConvertAll(typeof(T).GetEnumNames(), JsonNamingPolicy.SnakeCaseLower.ConvertName);
    }
}
