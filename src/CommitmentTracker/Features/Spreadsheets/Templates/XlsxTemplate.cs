using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CommitmentTracker.Features.Spreadsheets.Templates;

/// <summary>A template as a workbook: the sheet to fill in, one that explains its columns, and one that holds the lists it offers.</summary>
internal static class XlsxTemplate
{
    private const string Lists = "Lists";
    private const int LastRow = 5000;
    private const uint TextStyle = 1;
    private const uint HeaderStyle = 2;

    /// <summary>The first that a ZIP archive knows: the same template has the same bytes.</summary>
    private static readonly DateTimeOffset Written = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(SheetTemplate template)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            document.ChangeIdOfPart(book, "book");
            book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
            var listed = template.Columns.Where(column => template.Allowed.Of(column).Count > 0).ToList();
            book.AddNewPart<WorksheetPart>("rows").Worksheet = Rows(template, listed);
            book.AddNewPart<WorksheetPart>("columns").Worksheet = Explained(template);
            book.AddNewPart<WorksheetPart>("lists").Worksheet = Listed(template, listed);
            book.Workbook = new Workbook(
                new Sheets(Sheet(template.Name, "rows", 1), Sheet("Columns", "columns", 2), Sheet(Lists, "lists", 3))
            );
        }

        return Dated(bytes);
    }

    private static Worksheet Rows(SheetTemplate template, List<SheetColumn> listed)
    {
        var worksheet = new Worksheet(
            new SheetViews(
                new SheetView(
                    new Pane
                    {
                        VerticalSplit = 1,
                        TopLeftCell = "A2",
                        ActivePane = PaneValues.BottomLeft,
                        State = PaneStateValues.Frozen,
                    }
                )
                {
                    WorkbookViewId = 0,
                }
            ),
            // As text, so that the spreadsheet makes no date or number of a code.
            Widths(template.Columns.Count, 22, TextStyle),
            new SheetData(Line(1, template.Columns.Select(column => column.Name), HeaderStyle), Line(2, template.Example, TextStyle))
        );
        worksheet.Append(new DataValidations(listed.Select((column, at) => Choice(template, column, at))) { Count = (uint)listed.Count });
        return worksheet;
    }

    private static DataValidation Choice(SheetTemplate template, SheetColumn column, int at)
    {
        var letter = Letter(template.Columns.ToList().IndexOf(column));
        var list = Letter(at);
        return new DataValidation(new Formula1($"{Lists}!${list}$2:${list}${template.Allowed.Of(column).Count + 1}"))
        {
            Type = DataValidationValues.List,
            AllowBlank = !column.IsRequired,
            ShowErrorMessage = true,
            ErrorTitle = column.Name,
            Error = "Choose one of the list.",
            SequenceOfReferences = new ListValue<StringValue> { InnerText = $"{letter}2:{letter}{LastRow}" },
        };
    }

    private static Worksheet Explained(SheetTemplate template) =>
        new(
            Widths(4, 40, 0),
            new SheetData(
                template
                    .Columns.Select(
                        (column, at) =>
                            Line(
                                at + 2,
                                [
                                    column.Name,
                                    column.IsRequired ? "yes" : "",
                                    column.Meaning,
                                    string.Join(", ", template.Allowed.Of(column)),
                                ],
                                0
                            )
                    )
                    .Prepend(Line(1, ["Column", "Required", "Meaning", "Allowed values"], HeaderStyle))
            )
        );

    private static Worksheet Listed(SheetTemplate template, List<SheetColumn> listed)
    {
        var lists = listed.ConvertAll(template.Allowed.Of);
        var longest = lists.Max(list => list.Count);
        return new Worksheet(
            new SheetData(
                Enumerable
                    .Range(0, longest)
                    .Select(at => Line(at + 2, lists.Select(list => list.ElementAtOrDefault(at) ?? ""), 0))
                    .Prepend(Line(1, listed.Select(column => column.Name), HeaderStyle))
            )
        );
    }

    private static Row Line(int number, IEnumerable<string> texts, uint style) =>
        new(
            texts
                .Select((text, at) => (text, at))
                .Where(each => each.text.Length > 0)
                .Select(each => Cell(each.text, each.at, number, style))
        )
        {
            RowIndex = (uint)number,
        };

    private static Cell Cell(string text, int column, int row, uint style) =>
        new(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }))
        {
            CellReference = $"{Letter(column)}{row}",
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };

    private static Columns Widths(int count, double width, uint style) =>
        new(
            new Column
            {
                Min = 1,
                Max = (uint)count,
                Width = width,
                CustomWidth = true,
                Style = style,
            }
        );

    private static Sheet Sheet(string name, string id, uint number) =>
        new()
        {
            Name = name,
            Id = id,
            SheetId = number,
        };

    private static Stylesheet Styles() =>
        new(
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            ),
            new Borders(new Border()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true },
                new CellFormat
                {
                    NumberFormatId = 49,
                    ApplyNumberFormat = true,
                    FontId = 1,
                    ApplyFont = true,
                }
            ),
            new CellStyles(
                new CellStyle
                {
                    Name = "Normal",
                    FormatId = 0,
                    BuiltinId = 0,
                }
            )
        );

    private static string Letter(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : Letter((column / 26) - 1) + Letter(column % 26);

    private static byte[] Dated(MemoryStream bytes)
    {
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var entry in archive.Entries)
            {
                entry.LastWriteTime = Written;
            }
        }

        return bytes.ToArray();
    }
}
