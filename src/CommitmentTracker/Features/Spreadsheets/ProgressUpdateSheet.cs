namespace CommitmentTracker.Features.Spreadsheets;

/// <summary>Progress updates as rows: what an export writes and an import takes.</summary>
internal static class ProgressUpdateSheet
{
    public const int EvidenceParts = 2;
    public const string Yes = "true";
    public const string No = "false";
    public const string Review = "review";
    public const string Title = "title";

    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new("commitment", "The commitment's code.") { IsRequired = true },
        new("party", "The party that the report is of; it must have an assignment on the commitment.")
        {
            IsRequired = true,
            Allowed = AllowedValues.Parties,
        },
        new("asOf", "The day that the report describes, as YYYY-MM-DD; not in the future.") { IsRequired = true, Kind = CellKind.Day },
        new("status", "How far the party has come.") { IsRequired = true, Allowed = AllowedValues.Statuses },
        new("percent", "How much is done, 0 to 100. Of what is completed 100 or empty, of what is not_started 0 or empty.")
        {
            Kind = CellKind.Number,
        },
        new("health", "The outlook.") { Allowed = AllowedValues.Healths },
        new("healthReason", "Why; needed when at_risk or off_track."),
        new("narrative", "What was done. Needed unless it is a nil return."),
        new("nilReturn", "true where the party says that there is nothing to report; otherwise false or empty.")
        {
            Allowed = AllowedValues.YesOrNo,
        },
        new("challenges", "What stands in the way."),
        new("nextStep", "What comes next."),
        new("evidence", "One a line: title|url. The url may be empty. \\| is a | in a text."),
        new(Review, "What became of it. Of a new row verified or empty: what is imported is verified at once.")
        {
            Allowed = AllowedValues.Reviews,
        },
    ];

    /// <summary>The columns of a sheet that is handed out to be completed: what the commitment is about stands beside its code.</summary>
    public static readonly IReadOnlyList<SheetColumn> ColumnsToFillIn =
    [
        Columns[0],
        new(Title, "The commitment's title, for you to read. An import passes it over."),
        .. Columns.Skip(1),
    ];

    /// <summary>What of a row is reported: by column, without the review.</summary>
    public static Dictionary<string, string> Cells(NewProgressUpdate update) =>
        new(StringComparer.Ordinal)
        {
            ["commitment"] = update.CommitmentCode,
            ["party"] = update.PartyCode,
            ["asOf"] = Stored.Day(update.AsOf),
            ["status"] = EnumCode.Of(update.Status),
            ["percent"] = update.Percent is { } percent ? Stored.Number(percent) : "",
            ["health"] = EnumCode.Of(update.Health) ?? "",
            ["healthReason"] = update.HealthReason ?? "",
            ["narrative"] = update.Narrative ?? "",
            ["nilReturn"] = update.IsNilReturn ? Yes : No,
            ["challenges"] = update.Challenges ?? "",
            ["nextStep"] = update.NextStep ?? "",
            ["evidence"] = Evidence(update.Evidence),
        };

    public static Dictionary<string, string> Cells(ProgressUpdate update) =>
        new(StringComparer.Ordinal)
        {
            ["commitment"] = update.Commitment,
            ["party"] = update.Party,
            ["asOf"] = Stored.Day(update.AsOf),
            ["status"] = EnumCode.Of(update.Status),
            ["percent"] = update.Percent is { } percent ? Stored.Number(percent) : "",
            ["health"] = EnumCode.Of(update.Health) ?? "",
            ["healthReason"] = update.HealthReason ?? "",
            ["narrative"] = update.Narrative ?? "",
            ["nilReturn"] = update.IsNilReturn ? Yes : No,
            ["challenges"] = update.Challenges ?? "",
            ["nextStep"] = update.NextStep ?? "",
            ["evidence"] = Evidence(update.Evidence),
        };

    /// <summary>What the party reported last; empty where it never has.</summary>
    public static string StatusCell(Assignment assignment) => assignment.Report is { } report ? EnumCode.Of(report.Status) : "";

    public static string PercentCell(Assignment assignment) => assignment.Report?.Percent is { } percent ? Stored.Number(percent) : "";

    /// <summary>The whole row, in the order of the columns.</summary>
    public static IReadOnlyList<string> Row(ProgressUpdate update)
    {
        var cells = Cells(update);
        cells[Review] = EnumCode.Of(update.Review);
        return [.. Columns.Select(column => cells[column.Name])];
    }

    private static string Evidence(IEnumerable<Evidence> evidence) =>
        CellList.Write(evidence.Select(each => new[] { each.Title, each.Url }));
}
