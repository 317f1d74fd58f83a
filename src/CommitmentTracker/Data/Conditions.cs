using Dapper;

namespace CommitmentTracker.Data;

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
            _ => Among(column, name, values),
        };

    public Conditions In<T>(string column, string name, IReadOnlyList<T> values)
        where T : struct, Enum => In(column, name, [.. values.Select(EnumCode.Of)]);

    /// <summary>A parameter each: a list as one parameter is not the same on every engine.</summary>
    private Conditions Among(string column, string name, IReadOnlyList<string> values)
    {
        for (var index = 0; index < values.Count; index++)
        {
            Values.Add(Numbered(name, index), values[index]);
        }

        return Add($"{column} in ({string.Join(", ", values.Select((_, index) => $"@{Numbered(name, index)}"))})");
    }

    private static string Numbered(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{name}{index}");
}

/// <summary>An order of rows that ends in a unique column, and the condition for what comes after one of them.</summary>
internal sealed class Keyset<TRow>(IReadOnlyList<KeysetColumn<TRow>> columns)
{
    public int Count => columns.Count;

    public string OrderBy => string.Join(", ", columns.Select(column => column.IsDescending ? $"{column.Sql} desc" : column.Sql));

    public IReadOnlyList<string> ValuesOf(TRow row) => [.. columns.Select(column => column.ValueOf(row))];

    public void StartAfter(Conditions conditions, IReadOnlyList<string> values)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            conditions.Values.Add(Name(index), values[index]);
        }

        if (columns.All(column => column.IsDescending == columns[0].IsDescending))
        {
            // As a row the columns lead the engine to the very place in the index.
            var names = string.Join(", ", columns.Select(column => column.Sql));
            var bounds = string.Join(", ", columns.Select((_, index) => $"@{Name(index)}"));
            conditions.Add($"({names}) {Beyond(0)} ({bounds})");
            return;
        }

        // The bound on the first column says nothing new, but the engine finds its place in the index by it.
        conditions.Add($"{columns[0].Sql} {Beyond(0)}= @{Name(0)}");
        conditions.Add($"({string.Join(" or ", columns.Select((_, index) => After(index)))})");
    }

    private string After(int last) =>
        "("
        + string.Join(
            " and ",
            columns
                .Take(last)
                .Select((column, index) => $"{column.Sql} = @{Name(index)}")
                .Append($"{columns[last].Sql} {Beyond(last)} @{Name(last)}")
        )
        + ")";

    private string Beyond(int index) => columns[index].IsDescending ? "<" : ">";

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"after{index}");
}

/// <summary>A column of an order, with what a row has there.</summary>
internal sealed record KeysetColumn<TRow>(string Sql, Func<TRow, string> ValueOf, bool IsDescending = false);

/// <summary>
/// A few codes as values of a statement. So that there are few statements, which stay prepared, some lists are filled up with a code that is in
/// them already.
/// </summary>
internal sealed class SomeCodes
{
    public const int Most = 100;

    private static readonly int[] Sizes = [1, 10, Most];

    private readonly string names;

    public SomeCodes(IReadOnlyList<string> codes)
    {
        var size = Sizes.First(size => size >= codes.Count);
        Values = [.. Enumerable.Range(0, size).Select(index => ($"@code{index}", (object)codes[Math.Min(index, codes.Count - 1)]))];
        names = string.Join(", ", Values.Select(value => value.Name));
    }

    public (string Name, object Value)[] Values { get; }

    public string Among(string column) => $"where {column} in ({names})";
}
