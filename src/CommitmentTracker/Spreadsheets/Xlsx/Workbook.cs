using System.IO.Compression;
using System.Xml;

namespace CommitmentTracker.Spreadsheets.Xlsx;

/// <summary>
/// A workbook, of which the parts are read that tell what cells show: the list of sheets, the shared texts, the formats and the sheets
/// themselves. Links, pictures, macros and whatever else stands in the file are never opened.
/// </summary>
internal sealed class Workbook : IDisposable
{
    private const int MaxParts = 1000;
    private const int MaxSheets = 256;
    private const int MaxRelations = 1000;

    private readonly ZipArchive archive;
    private readonly Lazy<IReadOnlyList<string>> texts;
    private readonly Lazy<CellStyles> styles;
    private readonly Unpacking unpacking = new();

    private Workbook(ZipArchive archive)
    {
        this.archive = archive;
        var path = TargetsOf("", "_rels/.rels").FirstOrDefault(each => each.Is("officeDocument"))?.Path ?? "xl/workbook.xml";
        var cut = path.LastIndexOf('/') + 1;
        var relations = TargetsOf(path[..cut], $"{path[..cut]}_rels/{path[cut..]}.rels");
        (Sheets, Epoch) = ReadSheets(path, relations);
        texts = new(() => SharedTexts.Read(PathOf("sharedStrings") is { } part ? Part(part) : null));
        styles = new(() => CellStyles.Read(PathOf("styles") is { } part ? Part(part) : null));

        string? PathOf(string type) => relations.FirstOrDefault(each => each.Is(type))?.Path;
    }

    public IReadOnlyList<ISheet> Sheets { get; }

    /// <summary>How many days its day 0 is after that of most: some programs count from 1904.</summary>
    public int Epoch { get; }

    public IReadOnlyList<string> Texts => texts.Value;

    public CellStyles Styles => styles.Value;

    public static Workbook Open(Stream file) =>
        Damage.Named(
            1,
            () =>
            {
                ArchiveDirectory.Check(file, MaxParts);
                return new Workbook(new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true));
            }
        );

    public PartReader Part(string path) =>
        new(
            (
                archive.GetEntry(path)
                ?? archive.Entries.FirstOrDefault(entry => entry.FullName.Equals(path, StringComparison.OrdinalIgnoreCase))
            )?.Open() ?? throw new XmlException("The workbook lacks a part."),
            unpacking
        );

    public void Dispose() => archive.Dispose();

    private (IReadOnlyList<ISheet> Sheets, int Epoch) ReadSheets(string path, IReadOnlyList<Relation> relations)
    {
        var sheets = new List<ISheet>();
        var epoch = 0;
        using var part = Part(path);
        while (part.Read())
        {
            if (part.IsElement && part.Name == "workbookPr" && part.Attribute("date1904") is "1" or "true")
            {
                epoch = 1462;
            }
            else if (part.IsElement && part.Name == "sheet" && sheets.Count < MaxSheets)
            {
                var id = part.AttributeOfAnyNamespace("id");
                // One that is no table of cells, such as a chart, has nothing to read.
                if (relations.FirstOrDefault(each => each.Id == id && each.Is("worksheet")) is { } target)
                {
                    var isHidden = part.Attribute("state") is "hidden" or "veryHidden";
                    sheets.Add(new XlsxSheet(this, target.Path, part.Attribute("name") ?? "", isHidden));
                }
            }
        }

        return sheets.Count > 0 ? (sheets, epoch) : throw new SheetException(1, "the workbook has no sheet with cells");
    }

    private List<Relation> TargetsOf(string folder, string path)
    {
        var relations = new List<Relation>();
        using var part = Part(path);
        while (part.Read())
        {
            if (
                part.IsElement
                && part.Name == "Relationship"
                && relations.Count < MaxRelations
                && part.Attribute("TargetMode") != "External"
                && part.Attribute("Target") is { } target
            )
            {
                relations.Add(new Relation(part.Attribute("Id") ?? "", part.Attribute("Type") ?? "", Resolved(folder, target)));
            }
        }

        return relations;
    }

    private static string Resolved(string folder, string target)
    {
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..")
            {
                steps.RemoveRange(Math.Max(0, steps.Count - 1), Math.Min(1, steps.Count));
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    /// <summary>What one part says of another. Of its type the end counts: the strict form of the standard has other addresses.</summary>
    private sealed record Relation(string Id, string Type, string Path)
    {
        public bool Is(string type) => Type.EndsWith("/" + type, StringComparison.Ordinal);
    }
}
