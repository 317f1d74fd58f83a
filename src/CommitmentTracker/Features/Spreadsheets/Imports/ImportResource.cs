using CommitmentTracker.Domain;

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
