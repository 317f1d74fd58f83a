using CommitmentTracker.Spreadsheets;

namespace CommitmentTracker.Features.Spreadsheets;

/// <summary>A column of a sheet: its name in the header, and what the template says of it, where there is one.</summary>
internal sealed record SheetColumn(string Name, string Meaning = "")
{
    /// <summary>What a workbook holds in it. As CSV it is all text.</summary>
    public CellKind Kind { get; init; }

    /// <summary>Whether the header must name it. What an import leaves out stays as it is, and of a new record is empty.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What the cell may hold, where that can be listed.</summary>
    public AllowedValues Allowed { get; init; }
}

/// <summary>The lists of values that a column may take.</summary>
internal enum AllowedValues
{
    Any,
    Kinds,
    Scopes,
    Instruments,
    Themes,
    Publications,
    Precisions,
    DeadlineBases,
    Parties,
    Statuses,
    Healths,
    YesOrNo,
    Reviews,
}
