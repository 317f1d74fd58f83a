using System.Buffers;

namespace CommitmentTracker.Spreadsheets;

/// <summary>
/// Keeps a spreadsheet from running what a cell says. Text that it could take for a formula gets an apostrophe in front, and so does text
/// that begins with one, so that taking the apostrophes off again always gives the text as it was. A file is also opened with another
/// separator than it was written with, and then a cell begins behind each of those within a text, and quotes no longer hold it together.
/// </summary>
internal static class CellText
{
    private const char Mark = '\'';

    /// <summary>The full-width forms too, which some spreadsheets read as the plain ones.</summary>
    private const string Formula = "=+-@＝＋－＠";

    /// <summary>What a spreadsheet may be told to part cells by, or parts rows by.</summary>
    private const string Between = ",;\t|\r\n";

    /// <summary>What it passes over before a formula.</summary>
    private const string PassedOver = " \u00A0\"";

    private static readonly SearchValues<char> Separators = SearchValues.Create(Between);

    public static string Guard(string text)
    {
        StringBuilder? guarded = null;
        var kept = 0;
        for (var at = 0; at >= 0 && at < text.Length; at = NextStart(text, at))
        {
            if (NeedsMark(text, at, at == 0))
            {
                guarded = (guarded ?? new StringBuilder(text.Length + 8)).Append(text, kept, at - kept).Append(Mark);
                kept = at;
            }
        }

        return guarded is null ? text : guarded.Append(text, kept, text.Length - kept).ToString();
    }

    public static string Unguard(string cell)
    {
        StringBuilder? text = null;
        var kept = 0;
        for (var at = 0; at >= 0 && at < cell.Length; at = NextStart(cell, at))
        {
            if (cell[at] == Mark && NeedsMark(cell, at + 1, at == 0))
            {
                text = (text ?? new StringBuilder(cell.Length)).Append(cell, kept, at - kept);
                kept = at + 1;
            }
        }

        return text is null ? cell : text.Append(cell, kept, cell.Length - kept).ToString();
    }

    /// <summary>The text without the blanks around it, and with one kind of line end: what two cells are compared by.</summary>
    public static string Plain(string text) => Trimmed(text).ReplaceLineEndings("\n");

    /// <summary>Without blanks at its ends, those among them that nobody sees.</summary>
    public static string Trimmed(string text)
    {
        var (from, to) = (0, text.Length);
        while (from < to && IsBlank(text[from]))
        {
            from++;
        }

        while (to > from && IsBlank(text[to - 1]))
        {
            to--;
        }

        return text[from..to];
    }

    private static bool IsBlank(char each) => char.IsWhiteSpace(each) || each is '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF';

    private static int NextStart(string text, int at) => text.AsSpan(at).IndexOfAny(Separators) is var next and >= 0 ? at + next + 1 : -1;

    /// <summary>
    /// Whether what begins here is a formula, or could be taken for one with its mark. At the start of the whole text every apostrophe gets
    /// one more, and what ends a cell gets one too.
    /// </summary>
    private static bool NeedsMark(string text, int at, bool isWhole)
    {
        if (isWhole && at < text.Length && text[at] is Mark or '\t' or '\r' or '\n')
        {
            return true;
        }

        while (at < text.Length && text[at] == Mark)
        {
            at++;
        }

        while (at < text.Length && PassedOver.Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        return at < text.Length && Formula.Contains(text[at], StringComparison.Ordinal);
    }
}
