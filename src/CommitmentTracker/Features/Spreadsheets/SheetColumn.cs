using System.Security.Cryptography;

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

/// <summary>What the rows of a sheet are.</summary>
internal enum SheetKind
{
    Commitments,
    ProgressUpdates,
}

/// <summary>
/// Tells whether a commitment changed since it was exported. Of what the row holds and not the version, so that a verified progress
/// update does not make a sheet stale, and a sheet goes into another tracker as it is. Cells count by their column's name and only where
/// there is something in them, so that a column that we add makes no sheet stale that is out there. It begins with a letter: digits alone
/// a spreadsheet would round.
/// </summary>
internal static class SheetFingerprint
{
    private const char Named = 'n';
    private const char ByPosition = 'f';
    private const int Digits = 16;

    /// <summary>The columns of the sheets that were exported with a fingerprint by position.</summary>
    private static readonly string[] Positions =
    [
        "code",
        "title",
        "description",
        "kind",
        "verb",
        "scope",
        "instrument",
        "alsoUnder",
        "theme",
        "publication",
        "supersededBy",
        "dueOn",
        "precision",
        "deadlineBasis",
        "deadlineSource",
        "deadlineReason",
        "leads",
        "supports",
        "milestones",
        "sources",
        "fingerprint",
    ];

    public static string Of(IReadOnlyDictionary<string, string> cells) => Of(cells, cells.Keys);

    /// <param name="given">What stands in the sheet.</param>
    /// <param name="stored">The commitment as it is now.</param>
    /// <param name="columns">The columns that the sheet has: one that came later was no part of what was exported.</param>
    public static bool Fits(string given, IReadOnlyDictionary<string, string> stored, IEnumerable<string> columns) =>
        given == Of(stored)
        || given == Of(stored, columns.Where(stored.ContainsKey))
        || given == ByPosition + Digest(string.Join('\0', Positions.Select(column => stored.GetValueOrDefault(column, ""))));

    private static string Of(IReadOnlyDictionary<string, string> cells, IEnumerable<string> columns) =>
        Named
        + Digest(
            string.Join(
                '\0',
                columns
                    .Where(column => cells[column].Length > 0)
                    .Order(StringComparer.Ordinal)
                    .Select(column => $"{column}\0{cells[column]}")
            )
        );

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
}
