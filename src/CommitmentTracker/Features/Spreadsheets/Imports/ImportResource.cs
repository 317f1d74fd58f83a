using CommitmentTracker.Domain;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>What became of the rows of a sheet. The header, empty rows and remarks are not counted.</summary>
internal sealed record ImportResource
{
    /// <summary>Whether all of it was taken back: the figures then say what an import would do.</summary>
    /// <example>true</example>
    public required bool DryRun { get; init; }

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

    /// <summary>Always empty: a sheet with errors is refused, and the refusal holds them as <c>rowErrors</c>.</summary>
    public required IReadOnlyList<RowError> Errors { get; init; }
}
