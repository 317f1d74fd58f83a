namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>What became of the rows of a sheet. The header, empty rows and remarks are not counted.</summary>
internal sealed record ImportResource
{
    /// <summary>Whether nothing was stored: the figures then say what an import would do.</summary>
    /// <example>true</example>
    public required bool DryRun { get; init; }

    /// <summary>The name of the sheet that was read: the first that is not hidden and has the columns. Null for CSV.</summary>
    /// <example>Progress</example>
    public required string? Sheet { get; init; }

    /// <summary>How many rows there were.</summary>
    /// <example>61</example>
    public required long Rows { get; init; }

    /// <summary>How many made a new record.</summary>
    /// <example>2</example>
    public required long Created { get; init; }

    /// <summary>How many changed one.</summary>
    /// <example>5</example>
    public required long Changed { get; init; }

    /// <summary>How many said what was there already.</summary>
    /// <example>54</example>
    public required long Unchanged { get; init; }

    /// <summary>Of a dry run what would change, place by place, the first 200; of an import nothing.</summary>
    public required IReadOnlyList<CellChange> Changes { get; init; }

    /// <summary>In how many places something would change or was changed.</summary>
    /// <example>14</example>
    public required long ChangesInAll { get; init; }

    /// <summary>What may be a mistake and is done all the same, the first 200: a lead who has reported and would be dropped, a published commitment that the public would see no longer, a row that was handed out to be filled in and was not, or a sheet that was not read.</summary>
    public required IReadOnlyList<RowWarning> Warnings { get; init; }

    /// <summary>Always empty: a sheet with errors is refused, and the refusal holds them as <c>rowErrors</c>.</summary>
    public required IReadOnlyList<RowError> Errors { get; init; }
}

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
