using CommitmentTracker.Database;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Carries out the rows of one kind of sheet.</summary>
internal interface IRowImport
{
    static abstract IReadOnlyList<SheetColumn> Columns { get; }

    Task<RowOutcome> ImportAsync(WriteSession session, ImportedLine row);

    /// <summary>After the last row: what could not be done before all of them are there.</summary>
    Task FinishAsync(WriteSession session);
}

/// <summary>What became of a row.</summary>
internal enum RowOutcome
{
    Faulty,
    Created,
    Changed,
    Unchanged,
}
