namespace CommitmentTracker.Spreadsheets;

/// <summary>
/// Keeps a spreadsheet from running what a cell says: text that it could take for a formula gets an apostrophe in front, and so does text
/// that begins with one, so that taking the apostrophe off again always gives the text as it was.
/// </summary>
internal static class CellText
{
    private const char Mark = '\'';

    /// <summary>The full-width forms too, which some spreadsheets read as the plain ones.</summary>
    public const string Guarded = "=+-@\t\r\n'＝＋－＠";

    public static string Guard(string text) => text.Length > 0 && Guarded.Contains(text[0], StringComparison.Ordinal) ? Mark + text : text;

    public static string Unguard(string cell) =>
        cell.Length > 1 && cell[0] == Mark && Guarded.Contains(cell[1], StringComparison.Ordinal) ? cell[1..] : cell;
}
