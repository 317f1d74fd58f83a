using CsvHelper;

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

internal static class TemplateAnswer
{
    public static async Task<IResult> OfAsync(Store store, SheetKind kind, bool isXlsx, CancellationToken cancellation)
    {
        var template = SheetTemplate.Of(kind, await store.ReadAsync(AllowedLists.LoadAsync, cancellation));
        return isXlsx
            ? new BytesAnswer(XlsxTemplate.Write(template), SheetFile.Xlsx) { FileName = $"{template.Name}-template.xlsx" }
            : new BytesAnswer(CsvTemplate.Write(template), SheetFile.Csv + "; charset=utf-8")
            {
                FileName = $"{template.Name}-template.csv",
            };
    }
}

/// <summary>What the cells of a sheet may hold, as it is now.</summary>
internal sealed class AllowedLists
{
    private static readonly IReadOnlyDictionary<AllowedValues, IReadOnlyList<string>> Fixed = new Dictionary<
        AllowedValues,
        IReadOnlyList<string>
    >
    {
        [AllowedValues.Kinds] = EnumCode.All<CommitmentKind>(),
        [AllowedValues.Scopes] = EnumCode.All<Scope>(),
        [AllowedValues.Publications] = EnumCode.All<Publication>(),
        [AllowedValues.Precisions] = EnumCode.All<DatePrecision>(),
        [AllowedValues.DeadlineBases] = EnumCode.All<DeadlineBasis>(),
        [AllowedValues.Statuses] = EnumCode.All<ReportedStatus>(),
        [AllowedValues.Healths] = EnumCode.All<Health>(),
        [AllowedValues.YesOrNo] = [ProgressUpdateSheet.Yes, ProgressUpdateSheet.No],
        [AllowedValues.Reviews] = [EnumCode.Of(ReviewState.Verified)],
    };

    private readonly Dictionary<AllowedValues, IReadOnlyList<string>> all;

    private AllowedLists(Dictionary<AllowedValues, IReadOnlyList<string>> all) => this.all = all;

    /// <summary>None where a column takes more than can be listed.</summary>
    public IReadOnlyList<string> Of(SheetColumn column) => all.GetValueOrDefault(column.Allowed, []);

    public string FirstOf(AllowedValues list, string otherwise) => all[list] is [var first, ..] ? first : otherwise;

    public static async Task<AllowedLists> LoadAsync(Session session) =>
        new(
            new Dictionary<AllowedValues, IReadOnlyList<string>>(Fixed)
            {
                [AllowedValues.Instruments] = await CodesAsync(session, Grouping.Instrument),
                [AllowedValues.Themes] = await CodesAsync(session, Grouping.Theme),
                [AllowedValues.Parties] = [.. (await Parties.LoadAsync(session)).Keys.Order(StringComparer.Ordinal)],
            }
        );

    private static async Task<IReadOnlyList<string>> CodesAsync(Session session, Grouping grouping) =>
        [.. (await Groups.AllAsync(session, grouping)).Select(group => group.Key)];
}

/// <summary>A template as CSV. What each cell may hold stands in a row that begins with #, which an import passes over.</summary>
internal static class CsvTemplate
{
    public static byte[] Write(SheetTemplate template)
    {
        using var bytes = new MemoryStream();
        using (
            var writer = CsvWriter.Create(
                bytes,
                new CsvWriterOptions
                {
                    Separator = ',',
                    NewLine = "\r\n",
                    HasHeader = false,
                },
                true
            )
        )
        {
            writer.WriteRecord([.. template.Columns.Select(column => column.Name)]);
            foreach (var row in template.Rows)
            {
                writer.WriteRecord([.. row.Select(CellText.Guard)]);
            }

            writer.WriteRecord([.. template.Columns.Select((column, at) => CellText.Guard(at == 0 ? "# " + Note(column) : Note(column)))]);
        }

        return bytes.ToArray();

        string Note(SheetColumn column) =>
            template.Allowed.Of(column) is { Count: > 0 } values
                ? $"{(column.IsRequired ? "Required: one of" : "One of")} {string.Join(", ", values)}"
                : $"{(column.IsRequired ? "Required. " : "")}{column.Meaning}";
    }
}
