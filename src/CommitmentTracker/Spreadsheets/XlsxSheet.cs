using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CommitmentTracker.Spreadsheets;

/// <summary>
/// Reads the rows of a workbook's first sheet, one at a time: of each cell the text that a person sees. A small file can unpack to a huge
/// one, so that its parts and its texts are bounded.
/// </summary>
internal static class XlsxSheet
{
    private const int MaxEntries = 1000;
    private const int MaxLines = 1024 * 1024;
    private const long MaxPartCharacters = 128L * 1024 * 1024;

    public static IEnumerable<SheetLine> Read(Stream stream)
    {
        using var workbook = Open(stream);
        using var lines = Guarded(() => Lines(workbook).GetEnumerator());
        var number = 1L;
        while (Guarded(lines.MoveNext, number))
        {
            number = lines.Current.Number;
            yield return lines.Current;
        }
    }

    private static SpreadsheetDocument Open(Stream stream) =>
        Guarded(() =>
        {
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
            {
                if (archive.Entries.Count > MaxEntries)
                {
                    throw new SheetException(1, "the workbook holds too many parts");
                }
            }

            stream.Position = 0;
            return SpreadsheetDocument.Open(stream, false, new OpenSettings { MaxCharactersInPart = MaxPartCharacters });
        });

    private static IEnumerable<SheetLine> Lines(SpreadsheetDocument document)
    {
        var book = document.WorkbookPart ?? throw new SheetException(1, "the file is no workbook");
        var first = book.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault() ?? throw new SheetException(1, "the workbook has no sheet");
        if (first.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part)
        {
            throw new SheetException(1, "the workbook's first sheet holds no cells");
        }

        var cells = new XlsxCells(XlsxTexts.Read(book.SharedStringTablePart), new XlsxFormats(book));
        using var reader = OpenXmlReader.Create(part);
        var (number, lines, width) = (0L, 0, 0);
        var texts = new List<string>();
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Row) && reader.IsStartElement)
            {
                number = NumberOf(reader) ?? number + 1;
                texts = [];
            }
            else if (reader.ElementType == typeof(Cell) && reader.IsStartElement)
            {
                cells.AddTo(texts, (Cell)reader.LoadCurrentElement()!, number);
            }
            else if (reader.ElementType == typeof(Row) && reader.IsEndElement)
            {
                lines = lines < MaxLines ? lines + 1 : throw new SheetException(number, "a sheet has at most 1,048,576 rows");
                width = width == 0 ? texts.Count : width;
                // A workbook leaves out what is empty at the end of a row.
                yield return new SheetLine(number, [.. texts, .. Enumerable.Repeat("", Math.Max(0, width - texts.Count))]);
            }
        }
    }

    private static long? NumberOf(OpenXmlReader row) =>
        row.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value is { } number
            ? long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    private static T Guarded<T>(Func<T> read, long row = 1)
    {
        try
        {
            return read();
        }
        catch (Exception fault)
            when (fault
                    is XmlException
                        or InvalidDataException
                        or FileFormatException
                        or OpenXmlPackageException
                        or FormatException
                        or InvalidOperationException
                        or ArgumentException
                        or NotSupportedException
                        or InvalidCastException
                        or KeyNotFoundException
                        or IOException
                        or OverflowException
            )
        {
            throw new SheetException(row, "the file is no XLSX workbook, is damaged, or is too large when unpacked", fault);
        }
    }
}
