using CommitmentTracker.Domain;
using Dapper;

namespace CommitmentTracker.Database;

/// <summary>
/// Gathers the conditions of one query. Only conditions that are asked for are in it, because one that is switched off by a null
/// parameter keeps the engine from using an index. Values always travel as parameters.
/// </summary>
internal sealed class Conditions
{
    private readonly List<string> all = [];

    public DynamicParameters Values { get; } = new();

    public string Where => all.Count == 0 ? "" : "where " + string.Join("\n    and ", all);

    /// <summary>The same to narrow further, while these stay as they are.</summary>
    public Conditions Copy()
    {
        var copy = new Conditions();
        copy.all.AddRange(all);
        copy.Values.AddDynamicParams(Values);
        return copy;
    }

    public Conditions Add(string condition)
    {
        all.Add(condition);
        return this;
    }

    public Conditions Add(string condition, string name, object? value)
    {
        Values.Add(name, value);
        return Add(condition);
    }

    public Conditions In(string column, string name, IReadOnlyList<string> values) =>
        values.Count switch
        {
            0 => this,
            1 => Add($"{column} = @{name}", name, values[0]),
            _ => Add($"{column} in @{name}", name, values),
        };

    public Conditions In<T>(string column, string name, IReadOnlyList<T> values)
        where T : struct, Enum => In(column, name, [.. values.Select(EnumCode.Of)]);
}
