namespace CommitmentTracker.Features.Spreadsheets.Templates;

/// <summary>A sheet to fill in: the header, a row as an example or those to complete, and what each cell may hold.</summary>
internal sealed record SheetTemplate(
    string Name,
    IReadOnlyList<SheetColumn> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    AllowedLists Allowed
)
{
    /// <summary>What stands above the header, for who fills the sheet in.</summary>
    public string? Title { get; init; }

    /// <summary>The first and the last day that a column may hold, by its name.</summary>
    public IReadOnlyDictionary<string, (DateOnly From, DateOnly To)> Between { get; init; } =
        new Dictionary<string, (DateOnly From, DateOnly To)>();

    public int HeaderRow => Title is null ? 1 : 2;

    public static SheetTemplate Of(SheetKind kind, AllowedLists allowed) =>
        kind == SheetKind.Commitments ? Commitments(allowed) : ProgressUpdates(allowed);

    private static SheetTemplate Commitments(AllowedLists allowed)
    {
        var party = allowed.FirstOf(AllowedValues.Parties, "VN");
        var example = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["code"] = "EXAMPLE-1",
            ["title"] = "Publish the guide for operators",
            ["description"] = "In all official languages, with a help line.",
            ["kind"] = "commitment",
            ["verb"] = "agrees",
            ["scope"] = "regional",
            ["instrument"] = allowed.FirstOf(AllowedValues.Instruments, "SOME-PLAN"),
            ["theme"] = allowed.FirstOf(AllowedValues.Themes, "some_theme"),
            ["publication"] = "draft",
            ["dueOn"] = "2030-12-31",
            ["precision"] = "year",
            ["deadlineBasis"] = "decided",
            ["deadlineSource"] = "Minutes of the meeting, item 3",
            ["leads"] = $"{party}:stated",
            ["milestones"] = $"|First draft|2028-06-30|quarter|{party}|",
            ["sources"] = "Minutes of the meeting|the guide shall be published|primary|https://example.org/minutes",
        };
        return Of("commitments", CommitmentSheet.Columns, example, allowed);
    }

    private static SheetTemplate ProgressUpdates(AllowedLists allowed)
    {
        var example = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["commitment"] = "EXAMPLE-1",
            ["party"] = allowed.FirstOf(AllowedValues.Parties, "VN"),
            ["asOf"] = "2026-10-01",
            ["status"] = "in_progress",
            ["percent"] = "40",
            ["health"] = "at_risk",
            ["healthReason"] = "Two translations are late.",
            ["narrative"] = "Three of five operators apply the guide.",
            ["nilReturn"] = ProgressUpdateSheet.No,
            ["challenges"] = "Not all operators have staff for it.",
            ["nextStep"] = "A workshop in November.",
            ["evidence"] = "Circular of the regulator|https://example.org/circular",
        };
        return Of("progress-updates", ProgressUpdateSheet.Columns, example, allowed);
    }

    private static SheetTemplate Of(
        string name,
        IReadOnlyList<SheetColumn> columns,
        Dictionary<string, string> example,
        AllowedLists allowed
    ) =>
        new(
            name,
            columns,
            [
                [.. columns.Select(column => example.GetValueOrDefault(column.Name, ""))],
            ],
            allowed
        );
}
