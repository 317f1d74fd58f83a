namespace CommitmentTracker.Spreadsheets.Xlsx;

/// <summary>The letters of columns.</summary>
internal static class CellColumns
{
    /// <param name="column">From 0.</param>
    public static string LetterOf(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : LetterOf((column / 26) - 1) + LetterOf(column % 26);
}
