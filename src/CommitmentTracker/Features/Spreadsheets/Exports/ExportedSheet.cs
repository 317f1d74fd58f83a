namespace CommitmentTracker.Features.Spreadsheets.Exports;

/// <summary>What an export holds, whatever the file: its rows are read while it is sent.</summary>
/// <param name="Name">Of the sheet, and what the name of the file begins with.</param>
/// <param name="Today">What it ends with.</param>
/// <param name="Columns">In order.</param>
/// <param name="Rows">The cells by column.</param>
internal sealed record ExportedSheet(
    string Name,
    string Today,
    IReadOnlyList<SheetColumn> Columns,
    IAsyncEnumerable<IReadOnlyList<string>> Rows
);
