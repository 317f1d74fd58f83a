using System.IO.Compression;
using System.Text;

namespace CommitmentTracker.Torture.Support;

/// <summary>Bodies that are far larger, deeper or longer than anybody means.</summary>
internal static class Monsters
{
    private const int Megabyte = 1024 * 1024;

    public static byte[] DeepArray { get; } = Encoding.ASCII.GetBytes(new string('[', 10_000) + new string(']', 10_000));

    public static byte[] DeepObject { get; } =
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"title\":", 10_000)) + "1" + new string('}', 10_000));

    public static byte[] LongArray { get; } =
        Encoding.ASCII.GetBytes("{\"alsoUnder\":[" + string.Join(',', Enumerable.Repeat("\"AA\"", 100_000)) + "]}");

    /// <summary>A hundred thousand members of one name.</summary>
    public static byte[] ManyMembers { get; } =
        Encoding.ASCII.GetBytes("{" + string.Join(',', Enumerable.Repeat("\"a\":1", 100_000)) + "}");

    /// <summary>Ten kilobytes that unpack to ten megabytes.</summary>
    public static byte[] GzipBomb { get; } = Gzip(new byte[10 * Megabyte]);

    /// <summary>Rows without end: the header of a sheet, and then one cell of ten megabytes.</summary>
    public static byte[] LongCell { get; } = Encoding.ASCII.GetBytes("code,title\nAB-1,\"" + new string('x', 10 * Megabyte) + "\"\n");

    public static byte[] ManyRows { get; } =
        Encoding.ASCII.GetBytes("code,title\n" + string.Concat(Enumerable.Repeat("AB-1,No such thing\n", 10 * Megabyte / 19)));

    /// <summary>A workbook of a few hundred kilobytes whose one sheet unpacks to 200 megabytes of cells.</summary>
    public static byte[] WorkbookBomb { get; } = MakeWorkbookBomb();

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] MakeWorkbookBomb()
    {
        const string Spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Packages = "http://schemas.openxmlformats.org/package/2006";
        const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            Add(
                "[Content_Types].xml",
                $"""
                <Types xmlns="{Packages}/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Types}.worksheet+xml"/>
                </Types>
                """
            );
            Add(
                "_rels/.rels",
                $"""
                <Relationships xmlns="{Packages}/relationships">
                <Relationship Id="r1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/>
                </Relationships>
                """
            );
            Add(
                "xl/workbook.xml",
                $"""<workbook xmlns="{Spreadsheet}" xmlns:r="{Relations}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"""
            );
            Add(
                "xl/_rels/workbook.xml.rels",
                $"""
                <Relationships xmlns="{Packages}/relationships">
                <Relationship Id="r1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/>
                </Relationships>
                """
            );
            var row = "<row>" + string.Concat(Enumerable.Repeat("<c t=\"inlineStr\"><is><t>code</t></is></c>", 24)) + "</row>";
            Add(
                "xl/worksheets/sheet1.xml",
                $"<worksheet xmlns=\"{Spreadsheet}\"><sheetData>",
                row,
                200 * Megabyte / row.Length,
                "</sheetData></worksheet>"
            );

            void Add(string name, string text, string repeated = "", int times = 0, string end = "")
            {
                using var part = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
                part.Write(text);
                for (var each = 0; each < times; each++)
                {
                    part.Write(repeated);
                }

                part.Write(end);
            }
        }

        return packed.ToArray();
    }
}
