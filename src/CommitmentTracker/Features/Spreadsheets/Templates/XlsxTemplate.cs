using System.IO.Compression;
using CommitmentTracker.Spreadsheets.Xlsx;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using CellStyles = DocumentFormat.OpenXml.Spreadsheet.CellStyles;
using Workbook = DocumentFormat.OpenXml.Spreadsheet.Workbook;

namespace CommitmentTracker.Features.Spreadsheets.Templates;

/// <summary>A template as a workbook: the sheet to fill in, one that explains its columns, and one that holds the lists it offers.</summary>
internal static class XlsxTemplate
{
    private const string Lists = "Lists";
    private const int LastRow = 5000;

    /// <summary>The first number that is not a format of the programs themselves.</summary>
    private const uint DayFormat = 164;

    private const uint TextStyle = 1;
    private const uint HeaderStyle = 2;
    private const uint DayStyle = 3;

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
        var header = template.HeaderRow;
        var names = Line(header, template.Columns.Select(column => column.Name), HeaderStyle);
        var rows = template.Rows.Select((cells, at) => Line(header + 1 + at, cells, column => template.Columns[column].Kind));
        var title = template.Title is { } said ? new[] { Line(1, [said], 0) } : [];
        var worksheet = new Worksheet(
            new SheetViews(
                new SheetView(
                    new Pane
                    {
                        VerticalSplit = header,
                        TopLeftCell = $"A{header + 1}",
                        ActivePane = PaneValues.BottomLeft,
                        State = PaneStateValues.Frozen,
                    }
                )
                {
                    WorkbookViewId = 0,
                }
            ),
            // Text as text, so that the spreadsheet makes no date or number of a code.
            new Columns(template.Columns.Select((column, at) => Width(at + 1, 1, 22, StyleOf(column.Kind)))),
            new SheetData([.. title, names, .. rows])
        );
        var choices = listed
            .Select((column, at) => Choice(template, column, at))
            .Concat(template.Between.Select(each => Days(template, each.Key, each.Value)))
            .ToList();
        worksheet.Append(new DataValidations(choices) { Count = (uint)choices.Count });
        return worksheet;
    }

    private static DataValidation Choice(SheetTemplate template, SheetColumn column, int at)
    {
        var list = CellColumns.LetterOf(at);
        return new DataValidation(new Formula1($"{Lists}!${list}$2:${list}${template.Allowed.Of(column).Count + 1}"))
        {
            Type = DataValidationValues.List,
            AllowBlank = !column.IsRequired,
            ShowErrorMessage = true,
            ErrorTitle = column.Name,
            Error = "Choose one of the list.",
            SequenceOfReferences = CellsOf(template, column.Name),
        };
    }

    private static DataValidation Days(SheetTemplate template, string column, (DateOnly From, DateOnly To) days) =>
        new(new Formula1($"{CellNumber.OfDay(days.From)}"), new Formula2($"{CellNumber.OfDay(days.To)}"))
        {
            Type = DataValidationValues.Date,
            Operator = DataValidationOperatorValues.Between,
            AllowBlank = true,
            ShowErrorMessage = true,
            ErrorTitle = column,
            Error = $"A day from {Stored.Day(days.From)} to {Stored.Day(days.To)}.",
            SequenceOfReferences = CellsOf(template, column),
        };

    /// <summary>The cells of a column that rows may stand in.</summary>
    private static ListValue<StringValue> CellsOf(SheetTemplate template, string column)
    {
        var letter = CellColumns.LetterOf(template.Columns.Select(each => each.Name).ToList().IndexOf(column));
        return new ListValue<StringValue> { InnerText = $"{letter}{template.HeaderRow + 1}:{letter}{LastRow}" };
    }

    private static Worksheet Explained(SheetTemplate template) =>
        new(
            new Columns(Width(1, 4, 40, 0)),
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
        new(Filled(texts).Select(each => Text(each.Text, each.At, number, style))) { RowIndex = (uint)number };

    private static Row Line(int number, IEnumerable<string> cells, Func<int, CellKind> kindOf) =>
        new(Filled(cells).Select(each => Cell(each.Text, each.At, number, kindOf(each.At)))) { RowIndex = (uint)number };

    private static IEnumerable<(string Text, int At)> Filled(IEnumerable<string> texts) =>
        texts.Select((text, at) => (text, at)).Where(each => each.text.Length > 0);

    private static Cell Cell(string text, int column, int row, CellKind kind) =>
        CellNumber.Of(kind, text) is { } number
            ? new Cell(new CellValue($"{number}")) { CellReference = $"{CellColumns.LetterOf(column)}{row}", StyleIndex = StyleOf(kind) }
            : Text(CellText.Guard(text), column, row, TextStyle);

    private static Cell Text(string text, int column, int row, uint style) =>
        new(new InlineString(new Text(EscapedText.Write(text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            CellReference = $"{CellColumns.LetterOf(column)}{row}",
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };

    private static Column Width(int from, int count, double width, uint style) =>
        new()
        {
            Min = (uint)from,
            Max = (uint)(from + count - 1),
            Width = width,
            CustomWidth = true,
            Style = style,
        };

    private static uint StyleOf(CellKind kind) =>
        kind switch
        {
            CellKind.Day => DayStyle,
            CellKind.Number => 0,
            _ => TextStyle,
        };

    private static Sheet Sheet(string name, string id, uint number) =>
        new()
        {
            Name = name,
            Id = id,
            SheetId = number,
        };

    private static Stylesheet Styles() =>
        new(
            new NumberingFormats(new NumberingFormat { NumberFormatId = DayFormat, FormatCode = CellNumber.DayFormat }) { Count = 1 },
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
                },
                new CellFormat { NumberFormatId = DayFormat, ApplyNumberFormat = true }
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
