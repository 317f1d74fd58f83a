using System.Text.Json;

namespace CommitmentTracker.Http.Queries;

/// <summary>One value of an enum, in camelCase: for parameters that name parts of the contract.</summary>
internal sealed record OneOf<T>(T Value, string? Fault) : IQueryValue<OneOf<T>>
    where T : struct, Enum
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static OneOf<T> Read(string text)
    {
        var index = Names.ToList().IndexOf(text);
        return index < 0
            ? new OneOf<T>(default, $"must be one of {string.Join(", ", Names)}")
            : new OneOf<T>(Enum.GetValues<T>()[index], null);
    }
}
