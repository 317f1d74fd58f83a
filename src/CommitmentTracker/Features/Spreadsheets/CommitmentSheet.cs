namespace CommitmentTracker.Features.Spreadsheets;

/// <summary>Commitments as rows: what an export writes and an import takes.</summary>
internal static class CommitmentSheet
{
    public const int SourceParts = 4;
    public const int MilestoneParts = 6;

    private const char Between = ' ';

    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new("code", "The code, for good: capital letters, digits, dots and hyphens. A row whose code is new makes a commitment.")
        {
            IsRequired = true,
        },
        new("title", "What is to be done, in one line.") { IsRequired = true },
        new("description", "The same at more length."),
        new("kind", "How far it binds. Only commitment counts in any rate.") { IsRequired = true, Allowed = AllowedValues.Kinds },
        new("verb", "The word with which the instrument puts it."),
        new("scope", "Whether it is the region's, one state's or between two.") { IsRequired = true, Allowed = AllowedValues.Scopes },
        new("instrument", "The code of the instrument that it stands in.") { IsRequired = true, Allowed = AllowedValues.Instruments },
        new("alsoUnder", "The codes of other instruments that it also stands under, with spaces between."),
        new("theme", "The code of its theme.") { IsRequired = true, Allowed = AllowedValues.Themes },
        new("publication", "Who sees it. Of a new commitment draft where the cell is empty; of another an empty cell changes nothing.")
        {
            Allowed = AllowedValues.Publications,
        },
        new("supersededBy", "The code of the commitment that replaces it."),
        new("dueOn", "The due date as YYYY-MM-DD; of a coarser one any day of its period.") { Kind = CellKind.Day },
        new("precision", "How exactly the due date is known. With dueOn, and only with it.") { Allowed = AllowedValues.Precisions },
        new("deadlineBasis", "Where the due date comes from; none where there is none.") { Allowed = AllowedValues.DeadlineBases },
        new("deadlineSource", "What says the due date, in words."),
        new("deadlineReason", "Why the deadline changes: needed where the row changes that of a commitment. Empty in an export."),
        new("leads", "The parties that lead, each with its basis (stated, inferred) and spaces between: VN:stated WG-AI:inferred."),
        new("supports", "The parties that support, in the same way."),
        new(
            "milestones",
            "One a line: number|title|dueOn|precision|party|reachedOn. A new one has no number. Party and reachedOn may be empty. \\| is a | in a text."
        ),
        new(
            "sources",
            "One a line: document|fragment|grade|url. Fragment and url may be empty. \\| is a | and \\n a line break in a text."
        ),
        new(
            "fingerprint",
            "Of the row as it was exported: a row that has changed since is refused. Leave it empty to change it all the same."
        ),
    ];

    /// <summary>The cells of a commitment, but the reason and the fingerprint: by column.</summary>
    public static Dictionary<string, string> Cells(Commitment commitment) =>
        new(StringComparer.Ordinal)
        {
            ["code"] = commitment.Code,
            ["title"] = commitment.Title,
            ["description"] = commitment.Description ?? "",
            ["kind"] = EnumCode.Of(commitment.Kind),
            ["verb"] = commitment.Verb ?? "",
            ["scope"] = EnumCode.Of(commitment.Scope),
            ["instrument"] = commitment.Instrument,
            ["alsoUnder"] = string.Join(Between, commitment.AlsoUnder),
            ["theme"] = commitment.Theme,
            ["publication"] = EnumCode.Of(commitment.Publication),
            ["supersededBy"] = commitment.SupersededBy ?? "",
            ["dueOn"] = Stored.Day(commitment.Deadline.DueOn) ?? "",
            ["precision"] = EnumCode.Of(commitment.Deadline.Precision) ?? "",
            ["deadlineBasis"] = EnumCode.Of(commitment.Deadline.Basis),
            ["deadlineSource"] = commitment.Deadline.Source ?? "",
            ["leads"] = Parties(commitment, AssignmentRole.Lead),
            ["supports"] = Parties(commitment, AssignmentRole.Support),
            ["milestones"] = CellList.Write(commitment.Milestones.Values.Select(Parts)),
            ["sources"] = CellList.Write(commitment.Sources.Select(Parts)),
        };

    /// <summary>The whole row, in the order of the columns.</summary>
    public static IReadOnlyList<string> Row(Commitment commitment)
    {
        var cells = Cells(commitment);
        cells["fingerprint"] = SheetFingerprint.Of(cells);
        return [.. Columns.Select(column => cells.GetValueOrDefault(column.Name, ""))];
    }

    private static string Parties(Commitment commitment, AssignmentRole role) =>
        string.Join(
            Between,
            commitment.Assignments.Values.Where(each => each.Role == role).Select(each => $"{each.Party}:{EnumCode.Of(each.Basis)}")
        );

    private static string?[] Parts(Milestone milestone) =>
        [
            Stored.Number(milestone.Number),
            milestone.Title,
            Stored.Day(milestone.DueOn),
            EnumCode.Of(milestone.Precision),
            milestone.Party,
            Stored.Day(milestone.ReachedOn),
        ];

    private static string?[] Parts(Source source) => [source.Document, source.Fragment, EnumCode.Of(source.Grade), source.Url];
}
