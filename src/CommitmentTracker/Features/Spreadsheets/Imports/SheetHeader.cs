using System.Diagnostics.CodeAnalysis;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Spreadsheets;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>The columns that a sheet has, in its own order.</summary>
internal sealed class SheetHeader
{
    private readonly string[] names;

    private SheetHeader(string[] names, bool isComplete) => (this.names, IsComplete) = (names, isComplete);

    /// <summary>Whether the rows below can be told by it.</summary>
    public bool IsComplete { get; }

    public static SheetHeader Read(SheetLine row, IReadOnlyList<SheetColumn> columns, ImportErrors errors)
    {
        var names = row.Cells.Select(cell => cell.Trim()).Reverse().SkipWhile(cell => cell.Length == 0).Reverse().ToArray();
        var known = columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var isComplete = true;
        foreach (var missing in columns.Where(column => column.IsRequired && !names.Contains(column.Name)))
        {
            errors.Add(row.Number, missing.Name, RowErrorCode.MissingColumn, "the header must name this column");
            isComplete = false;
        }

        foreach (var name in names.GroupBy(name => name, StringComparer.Ordinal))
        {
            if (!known.Contains(name.Key))
            {
                errors.Add(
                    row.Number,
                    ImportedLine.Quoted(name.Key),
                    RowErrorCode.UnknownColumn,
                    $"is not a column: there are {string.Join(", ", known)}"
                );
            }

            if (name.Count() > 1)
            {
                errors.Add(row.Number, ImportedLine.Quoted(name.Key), RowErrorCode.RepeatedColumn, "the header names this column twice");
                isComplete = false;
            }
        }

        return new SheetHeader(names, isComplete);
    }

    /// <summary>The row with its cells by column. Cells beyond the header must be empty.</summary>
    public bool TryName(SheetLine row, ImportErrors errors, [NotNullWhen(true)] out ImportedLine? named)
    {
        named = null;
        if (row.Cells.Count < names.Length)
        {
            var message = $"the row has {row.Cells.Count} cells and not {names.Length}: this one is missing";
            errors.Add(row.Number, names[row.Cells.Count], RowErrorCode.MalformedRow, message);
            return false;
        }

        if (row.Cells.Skip(names.Length).Any(cell => cell.Length > 0))
        {
            var message = $"the row has {row.Cells.Count} cells and not {names.Length}: those beyond the header must be empty";
            errors.Add(row.Number, null, RowErrorCode.MalformedRow, message);
            return false;
        }

        var cells = names.Zip(row.Cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        named = new ImportedLine(row.Number, cells, errors);
        return true;
    }
}
