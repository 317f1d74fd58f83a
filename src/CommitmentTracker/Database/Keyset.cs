using System.Globalization;

namespace CommitmentTracker.Database;

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
