namespace CommitmentTracker.Features.Spreadsheets;

/// <summary>What the rows of a sheet are.</summary>
internal enum SheetKind
{
    Commitments,
    ProgressUpdates,
}
