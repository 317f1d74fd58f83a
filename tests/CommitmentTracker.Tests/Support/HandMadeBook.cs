using System.IO.Compression;

namespace CommitmentTracker.Tests.Support;

/// <summary>A workbook put together part by part, so that a test can put into each what no program would write.</summary>
internal sealed class HandMadeBook
{
    public const string Types = "[Content_Types].xml";
    public const string Root = "_rels/.rels";
    public const string Book = "xl/workbook.xml";
    public const string Relations = "xl/_rels/workbook.xml.rels";
    public const string Sheet = "xl/worksheets/sheet1.xml";
    public const string Styles = "xl/styles.xml";
    public const string Shared = "xl/sharedStrings.xml";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    private readonly Dictionary<string, Action<TextWriter>> parts = [];

    public HandMadeBook(string rows = "", string behindRows = "")
    {
        With(Types, $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
        With(
            Root,
            $"<Relationships xmlns=\"{Package}/relationships\">{Relation("r1", "officeDocument", "xl/workbook.xml")}</Relationships>"
        );
        With(
            Relations,
            $"<Relationships xmlns=\"{Package}/relationships\">{Relation("r1", "worksheet", "worksheets/sheet1.xml")}{Relation("r2", "styles", "styles.xml")}{Relation("r3", "sharedStrings", "/xl/sharedStrings.xml")}</Relationships>"
        );
        With(
            Book,
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        );
        With(Styles, Stylesheet("<xf numFmtId=\"0\"/>"));
        With(Shared, $"<sst xmlns=\"{Main}\"/>");
        With(Sheet, $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{behindRows}</worksheet>");
    }

    public static string Stylesheet(string formats, string numberFormats = "") =>
        $"<styleSheet xmlns=\"{Main}\"><numFmts>{numberFormats}</numFmts><cellXfs>{formats}</cellXfs></styleSheet>";

    /// <summary>A row of cells with text.</summary>
    public static string Row(params string[] texts) =>
        $"<row>{string.Concat(texts.Select(text => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>"))}</row>";

    public HandMadeBook With(string part, string text) => With(part, writer => writer.Write(text));

    public HandMadeBook With(string part, Action<TextWriter> write)
    {
        parts[part] = write;
        return this;
    }

    public byte[] Pack()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, write) in parts)
            {
                using var part = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open());
                write(part);
            }
        }

        return bytes.ToArray();
    }

    private static string Relation(string id, string type, string target) =>
        $"<Relationship Id=\"{id}\" Type=\"{Office}/{type}\" Target=\"{target}\"/>";
}
