using System.Text;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>What an import would change in one place.</summary>
internal sealed record CellChange
{
    private const int LongestText = 300;

    /// <summary>The row of the sheet.</summary>
    /// <example>7</example>
    public required long Row { get; init; }

    /// <summary>The code of the commitment.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <summary>The column, or of a progress update the field of the commitment's history. Of a new commitment the code alone.</summary>
    /// <example>leads</example>
    public required string Field { get; init; }

    /// <summary>What is there now, at most 300 characters of it; empty where there is nothing.</summary>
    /// <example>VN:stated</example>
    public required string Before { get; init; }

    /// <summary>What would be there.</summary>
    /// <example>VN:stated WG-AI:inferred</example>
    public required string After { get; init; }

    public static CellChange Of(long row, string code, string field, string before, string after) =>
        new()
        {
            Row = row,
            Code = code,
            Field = field,
            Before = Shortened(before),
            After = Shortened(after),
        };

    /// <summary>Never within a character.</summary>
    private static string Shortened(string text)
    {
        if (text.Length <= LongestText)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return new StringBuilder(text, 0, end, LongestText + 1).Append('…').ToString();
    }
}

/// <summary>What the sheet may do by mistake. It is done all the same.</summary>
internal sealed record RowWarning
{
    /// <summary>The row of the sheet.</summary>
    /// <example>7</example>
    public required long Row { get; init; }

    /// <summary>The column; null where the whole file is meant.</summary>
    /// <example>leads</example>
    public required string? Column { get; init; }

    /// <summary>What would be lost or passed over, in words.</summary>
    /// <example>VN has reported, last as of 2026-10-01, and is assigned no longer</example>
    public required string Message { get; init; }
}
