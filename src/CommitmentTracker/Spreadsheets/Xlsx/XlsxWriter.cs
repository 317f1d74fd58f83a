using System.IO.Compression;
using System.Xml;

namespace CommitmentTracker.Spreadsheets.Xlsx;

/// <summary>
/// Writes a workbook of one sheet while its rows are read: into an archive that is only ever added to, through a small buffer, so that it
/// takes the same memory however many rows there are. The first row names the columns and stays in sight.
/// </summary>
internal sealed class XlsxWriter : IDisposable
{
    public const int MaxTextLength = 32_767;

    private const int MaxRows = 1024 * 1024;
    private const int BufferSize = 64 * 1024;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Book = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    /// <summary>The places of the styles in the list of <see cref="StylesXml"/>.</summary>
    private const int TextStyle = 1;
    private const int DayStyle = 2;
    private const int HeaderStyle = 3;

    private const string TypesXml = $"""
        {Declaration}
        <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Book}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Book}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Book}.worksheet+xml"/></Types>
        """;

    private const string RootXml = $"""
        {Declaration}
        <Relationships xmlns="{Package}/relationships"><Relationship Id="book" Type="{Document}/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    private const string PartsXml = $"""
        {Declaration}
        <Relationships xmlns="{Package}/relationships"><Relationship Id="rows" Type="{Document}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="styles" Type="{Document}/styles" Target="styles.xml"/></Relationships>
        """;

    private const string StylesXml = $"""
        {Declaration}
        <styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="{CellNumber.DayFormat}"/></numFmts><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1" fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;

    /// <summary>The first that an archive knows: the same rows have the same bytes.</summary>
    private static readonly DateTimeOffset Written = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MemoryStream buffer = new(2 * BufferSize);
    private readonly XmlWriter xml;
    private int row;

    private XlsxWriter() =>
        xml = XmlWriter.Create(
            buffer,
            new XmlWriterSettings
            {
                Encoding = new UTF8Encoding(false),
                // A carriage return as it is would come back as a line feed.
                NewLineHandling = NewLineHandling.Entitize,
            }
        );

    /// <param name="to">Where to; it stays open.</param>
    /// <param name="name">Of the sheet.</param>
    /// <param name="columns">Their names and what is in them.</param>
    /// <param name="rows">The cells by column, as a CSV file would show them.</param>
    public static async Task WriteAsync(
        Stream to,
        string name,
        IReadOnlyList<(string Name, CellKind Kind)> columns,
        IAsyncEnumerable<IReadOnlyList<string>> rows,
        CancellationToken cancellation
    )
    {
        using var outlet = new Outlet(to);
        using (var archive = new ZipArchive(outlet, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", TypesXml);
            Add("_rels/.rels", RootXml);
            Add("xl/workbook.xml", BookXml(name));
            Add("xl/_rels/workbook.xml.rels", PartsXml);
            Add("xl/styles.xml", StylesXml);
            using var writer = new XlsxWriter();
            using var part = Open("xl/worksheets/sheet1.xml");
            await writer.WriteRowsAsync(part, outlet, columns, rows, cancellation);

            void Add(string path, string text)
            {
                using var small = Open(path);
                small.Write(Encoding.UTF8.GetBytes(text));
            }

            Stream Open(string path)
            {
                var entry = archive.CreateEntry(path);
                entry.LastWriteTime = Written;
                return entry.Open();
            }
        }

        // The directory of the archive, without which nobody takes it for whole.
        await outlet.SendAsync(cancellation);
    }

    public void Dispose()
    {
        xml.Dispose();
        buffer.Dispose();
    }

    private static string BookXml(string name) =>
        $"""
            {Declaration}
            <workbook xmlns="{Main}" xmlns:r="{Document}"><sheets><sheet name="{name}" sheetId="1" r:id="rows"/></sheets></workbook>
            """;

    private async Task WriteRowsAsync(
        Stream part,
        Outlet outlet,
        IReadOnlyList<(string Name, CellKind Kind)> columns,
        IAsyncEnumerable<IReadOnlyList<string>> rows,
        CancellationToken cancellation
    )
    {
        Begin(columns);
        WriteRow(columns.Select(column => column.Name), _ => CellKind.Text, HeaderStyle);
        await foreach (var cells in rows.WithCancellation(cancellation))
        {
            WriteRow(cells, column => columns[column].Kind, TextStyle);
            if (buffer.Length > BufferSize)
            {
                Flush(part);
                await outlet.SendAsync(cancellation);
            }
        }

        xml.WriteEndDocument();
        Flush(part);
    }

    private void Begin(IReadOnlyList<(string Name, CellKind Kind)> columns)
    {
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw(
            """<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"""
        );
        xml.WriteStartElement("cols", Main);
        for (var at = 1; at <= columns.Count; at++)
        {
            var style = StyleOf(columns[at - 1].Kind);
            xml.WriteRaw(
                string.Create(CultureInfo.InvariantCulture, $"""<col min="{at}" max="{at}" width="22" customWidth="1" style="{style}"/>""")
            );
        }

        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
    }

    private void WriteRow(IEnumerable<string> cells, Func<int, CellKind> kindOf, int textStyle)
    {
        if (++row > MaxRows)
        {
            throw new InvalidOperationException($"A sheet of a workbook has at most {MaxRows} rows.");
        }

        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", row.ToString(CultureInfo.InvariantCulture));
        var column = 0;
        foreach (var cell in cells)
        {
            if (cell.Length > 0)
            {
                WriteCell(CellColumns.LetterOf(column), kindOf(column), cell, textStyle);
            }

            column++;
        }

        xml.WriteEndElement();
    }

    private void WriteCell(string column, CellKind kind, string cell, int textStyle)
    {
        var number = CellNumber.Of(kind, cell);
        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", string.Create(CultureInfo.InvariantCulture, $"{column}{row}"));
        var style = number is null ? textStyle : StyleOf(kind);
        if (style > 0)
        {
            xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        }

        if (number is { } known)
        {
            xml.WriteElementString("v", Main, known.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(EscapedText.Write(Fitting(CellText.Guard(cell))));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>What no cell can hold is not cut, but told in words that an import refuses in a column of records: only these grow so long.</summary>
    private static string Fitting(string text) =>
        text.Length <= MaxTextLength
            ? text
            : string.Create(
                CultureInfo.InvariantCulture,
                $"(too long for a cell of a workbook, with {text.Length} characters: export it as CSV)"
            );

    private static int StyleOf(CellKind kind) =>
        kind switch
        {
            CellKind.Day => DayStyle,
            CellKind.Number => 0,
            _ => TextStyle,
        };

    private void Flush(Stream part)
    {
        xml.Flush();
        part.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        buffer.SetLength(0);
    }
}

/// <summary>
/// Holds what an archive writes until it is sent: an archive ends its parts without waiting for the network, which an answer does not allow.
/// </summary>
internal sealed class Outlet(Stream to) : Stream
{
    private readonly MemoryStream held = new();

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public async Task SendAsync(CancellationToken cancellation)
    {
        await to.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellation);
        held.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => held.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => held.Write(buffer);

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        held.Dispose();
        base.Dispose(disposing);
    }
}
