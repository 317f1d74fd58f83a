using System.Text;
using CommitmentTracker.Spreadsheets;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

/// <summary>
/// What programs write and people do, and what comes of it: what a cell shows is taken, or refused by its row and column. Every case is one
/// report of Viet Nam's in a sheet, and the dry run says what of it would be stored.
/// </summary>
internal sealed class SheetMatrixTests
{
    private const string Header = "commitment,party,asOf,status,percent,narrative";
    private const string Row = "MATRIX-1,VN,2026-10-01,in_progress,40,Done";
    private const string Taken = "in_progress 40 2026-10-01";

    private TestService service = null!;
    private int written;

    [OneTimeSetUp]
    public async Task Start()
    {
        service = TestService.Start();
        const string Commitment =
            "code,title,kind,scope,instrument,theme,leads\nMATRIX-1,T,commitment,regional,HANOI-2026,coordination,VN:stated\n";
        await service.Admin.ImportAsync("of=commitments", Commitment).DoneAsync();
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    // The cell of the percentage as openpyxl writes it, and what comes of it.
    [TestCase("0.4", "0%", Taken)]
    [TestCase("1", "0%", "in_progress 100 2026-10-01")]
    [TestCase("0.09", "0%", "in_progress 9 2026-10-01")]
    [TestCase("0.29", "0%", "in_progress 29 2026-10-01")]
    [TestCase("0.4", "0.0%", Taken)]
    [TestCase("1", "0.00%", "in_progress 100 2026-10-01")]
    [TestCase("0.4", "#,##0%", Taken)]
    [TestCase("0.4", "0%;[Red]-0%", Taken)]
    [TestCase("0.4", "[$-421]0%", Taken)]
    [TestCase("0.4", "0\\ %", Taken)]
    [TestCase("0.4", "_-* 0%_-", Taken)]
    [TestCase("0.396", "0%", Taken, Description = "shows 40%")]
    [TestCase("0.396", "0.0%", "2 percent invalid_value", Description = "shows 39.6%")]
    [TestCase("40", "General", Taken)]
    [TestCase("40", "0", Taken)]
    [TestCase("40", "0.00", Taken)]
    [TestCase("40", "@", Taken)]
    [TestCase("39.6", "0", Taken, Description = "shows 40")]
    [TestCase("0.4", "General", "2 percent invalid_value")]
    [TestCase("'40%'", "General", Taken)]
    [TestCase("'40 %'", "General", Taken)]
    [TestCase("'\\u00a040\\u00a0%\\u00a0'", "General", Taken)]
    [TestCase("' 40'", "General", Taken)]
    [TestCase("'40.0%'", "General", Taken)]
    [TestCase("'40%%'", "General", "2 percent invalid_value")]
    [TestCase("'forty'", "General", "2 percent invalid_value")]
    [TestCase("101", "0", "2 percent invalid_value")]
    [TestCase("40", "0\" of 50\"", "2 percent invalid_value", Description = "shows 40 of 50")]
    [TestCase("40000", "0,", "2 percent invalid_value", Description = "shows 40")]
    [TestCase("40", ";;;", "2 percent invalid_value", Description = "shows nothing")]
    [TestCase("0", "0;-0;\"-\"", "2 percent invalid_value", Description = "shows a hyphen")]
    [TestCase("40", "[>30]\"much\";0", "2 percent invalid_value", Description = "shows much")]
    [TestCase("40", "yyyy-mm-dd", "2 percent invalid_value", Description = "shows a day of 1900")]
    [TestCase("'=20+20'", "General", "2 percent invalid_value", Description = "a formula that nobody has reckoned")]
    [TestCase("'#REF!'", "General", "2 percent invalid_value")]
    public async Task A_percentage_is_what_the_cell_shows(string value, string format, string expected) =>
        Assert.That(
            await SaysAsync(await WrittenAsync($"rows['E2'] = {value}\nrows['E2'].number_format = '{format}'")),
            Is.EqualTo(expected)
        );

    [TestCase("datetime.date(2026, 10, 1)", "yyyy-mm-dd", Taken)]
    [TestCase("datetime.date(2026, 10, 1)", "dd/mm/yyyy", Taken)]
    [TestCase("datetime.date(2026, 10, 1)", "d mmmm yyyy", Taken)]
    [TestCase("datetime.date(2026, 10, 1)", "[$-421]dd\\ mmmm\\ yyyy;@", Taken)]
    [TestCase("datetime.date(2026, 10, 1)", "dd\".\"mm\".\"yy", Taken)]
    [TestCase("datetime.date(2026, 10, 1)", "mmm-yy", Taken)]
    [TestCase("datetime.datetime(2026, 10, 1)", "yyyy-mm-dd hh:mm", Taken)]
    [TestCase("datetime.datetime(2026, 10, 1, 14, 30)", "yyyy-mm-dd", Taken, Description = "shows no time of day")]
    [TestCase("datetime.datetime(2026, 10, 1, 14, 30)", "yyyy-mm-dd hh:mm", "2 asOf invalid_value")]
    [TestCase("datetime.date(2026, 10, 1)", "mmmm", "2 asOf invalid_value", Description = "shows a month")]
    [TestCase("datetime.time(14, 30)", "hh:mm", "2 asOf invalid_value")]
    [TestCase("46296", "General", "2 asOf invalid_value", Description = "shows a number")]
    [TestCase("0", "yyyy-mm-dd", "2 asOf invalid_value")]
    [TestCase("2958465", "yyyy-mm-dd", "2 asOf invalid_value", Description = "the last day of 9999")]
    [TestCase("'2026-10-01'", "General", Taken)]
    [TestCase("' 2026-10-01\\u00a0'", "@", Taken)]
    [TestCase("'01/10/2026'", "General", "2 asOf invalid_value")]
    [TestCase("'1966-12-31'", "General", "2 asOf invalid_value")]
    public async Task A_day_is_what_the_cell_shows(string value, string format, string expected) =>
        Assert.That(
            await SaysAsync(await WrittenAsync($"rows['C2'] = {value}\nrows['C2'].number_format = '{format}'")),
            Is.EqualTo(expected)
        );

    [TestCase("book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904\nrows['C2'] = datetime.date(2026, 10, 1)", Taken)]
    [TestCase("rows.protection.sheet = True\nrows.protection.set_password('x')", Taken)]
    [TestCase("rows.row_dimensions[2].hidden = True\nrows.column_dimensions['E'].hidden = True", Taken)]
    [TestCase("rows.insert_rows(1, 2)\nrows['A1'] = 'Reports of Viet Nam'\nrows.merge_cells('A1:F1')", Taken)]
    [TestCase("rows.insert_rows(2)", Taken)]
    [TestCase("for row in range(3, 60): rows.cell(row, 1).number_format = '0%'\nrows.cell(2, 300).number_format = '0%'", Taken)]
    [TestCase("rows.append(['# for the people'])\nrows['C3'] = '=1/0'", Taken)]
    [TestCase("rows['H2'] = 'a note without a column'", "2  malformed_row")]
    [TestCase(
        "rows.append(['MATRIX-1', None, '2026-10-02', 'in_progress', 50, 'Done'])\nrows.merge_cells('B2:B3')",
        "2 party invalid_value|3 party invalid_value"
    )]
    [TestCase("rows['F2'].hyperlink = 'mailto:a@example.org, b@example.org'\nrows['F2'] = 'Done'", Taken)]
    [TestCase("rows['F2'].hyperlink = 'http://'\nrows['F2'] = 'Done'", Taken)]
    [TestCase(
        "rows.title = 'old'\nrows.sheet_state = 'hidden'\nrows['E2'] = 99\nother = book.copy_worksheet(rows)\nother.title = 'new'\nother.sheet_state = 'visible'\nother['E2'] = 40\nbook.active = 1",
        Taken + " of new"
    )]
    [TestCase("notes = book.create_sheet('Instructions', 0)\nnotes['A1'] = 'Fill in the next sheet.'", Taken)]
    [TestCase("rows.sheet_state = 'hidden'\nbook.create_sheet('Empty')\nbook.active = 1", "1  malformed_sheet")]
    [TestCase("rows['B2'] = 'VN '\nrows['A2'] = 'MATRIX-1\\u00a0'\nrows['D2'] = ' in_progress'", Taken)]
    [TestCase("rows['G1'] = 'nilReturn'\nrows['G2'] = False", Taken)]
    [TestCase("rows['G1'] = 'nilReturn'\nrows['G2'] = 'false '", Taken)]
    [TestCase(
        "rows['E2'] = '#REF!'\nrows['C2'] = 'soon'\nrows['B2'] = 'XX'\nrows['G1'] = 'challenges'\nrows['G2'] = '#N/A'",
        "2 percent invalid_value|2 challenges invalid_value|2 asOf invalid_value|2 party unknown_reference"
    )]
    public async Task A_workbook_is_read_as_a_person_sees_it(string change, string expected)
    {
        var said = await SaysAsync(await WrittenAsync(change));
        Assert.That(said, Is.EqualTo(expected));
    }

    [Test]
    public async Task LibreOffice_writes_the_same_sheet_in_its_own_ways([Values] Written written)
    {
        var book = await WrittenAsync(
            "rows['E2'] = '=2/5'\nrows['E2'].number_format = '0%'\nrows['C2'] = datetime.date(2026, 10, 1)\nrows['C2'].number_format = 'yyyy-mm-dd'\nrows['F2'] = 'Đã chuyển đổi số; tốt, nhanh'"
        );
        var bytes = await LibreOffice.ConvertAsync(
            book,
            "xlsx",
            written switch
            {
                Written.AsWorkbook => "xlsx",
                Written.WithSemicolonsInUtf8 => LibreOffice.SemicolonsInUtf8,
                Written.WithTabsInUtf16 => LibreOffice.TabsInUtf16,
                _ => LibreOffice.CommasInVietnamese,
            }
        );
        Assert.That(await SaysAsync(bytes), Is.EqualTo(Taken));
    }

    [Test]
    public async Task A_text_file_is_read_whatever_its_separator_and_encoding([Values(",", ";", "\t")] string separator, [Values] Form form)
    {
        const string Title = "Đã chuyển đổi số";
        var sheet =
            $"code{separator}title{separator}kind{separator}scope{separator}instrument{separator}theme\r\nMATRIX-1{separator}\"{Title}; tốt, nhanh\"{separator}commitment{separator}regional{separator}HANOI-2026{separator}coordination\r\n";
        var bytes = form switch
        {
            Form.Utf8 => Encoding.UTF8.GetBytes(sheet),
            Form.Utf8WithMark => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(sheet)],
            Form.Utf16 => Encoding.Unicode.GetBytes(sheet),
            Form.Utf16WithMark => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(sheet)],
            Form.Utf16BigEndianWithMark => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(sheet)],
            _ => Vietnamese(sheet),
        };
        var import = await service.Admin.ImportAsync("of=commitments&dryRun=true", bytes).DoneAsync();
        Assert.That((string?)import["changes"]![0]!["after"], Is.EqualTo($"{Title}; tốt, nhanh"));
    }

    [TestCase("code,title\r\nA-1,\"Résumé déjà vu\"\r\n", 1252)]
    [TestCase("code,title\r\nA-1,แผนแม่บท\r\n", 874)]
    public async Task An_encoding_that_cannot_be_told_is_refused_with_the_way_round(string sheet, int codePage)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes(sheet);
        using var answer = await service.Admin.ImportAsync("of=commitments", bytes);
        var problem = await answer.ProblemAsync(422, "import_rejected");
        Assert.That((string?)problem["rowErrors"]![0]!["message"], Does.Contain("CSV UTF-8"));
    }

    [TestCase("sep=;\r\n" + "commitment;party;asOf;status;percent;narrative\r\nMATRIX-1;VN;2026-10-01;in_progress;40 %;Done\r\n", Taken)]
    [TestCase("Reports of 2026,,,,,\r\n\r\n" + Header + "\r\n" + Row + "\r\n", Taken)]
    [TestCase(Header + ",challenges,nextStep,evidence,review\r\n" + Row + "\r\n", Taken)] // Excel leaves out what is empty at the end
    [TestCase(Header + "\r\n" + Row + ",,,,\r\n,,,,,\r\n\r\n", Taken)]
    [TestCase(Header + "\r\n" + "MATRIX-1,VN,2026-10-01,in_progress,40%%,Done\r\n", "2 percent invalid_value")]
    public async Task A_text_file_is_read_as_a_spreadsheet_left_it(string sheet, string expected) =>
        Assert.That(await SaysAsync(Encoding.UTF8.GetBytes(sheet)), Is.EqualTo(expected));

    [TestCase(SheetExtensions.Csv)]
    [TestCase(SheetExtensions.Xlsx)]
    [TestCase(SheetFile.Xlsm)]
    [TestCase(SheetFile.Bytes)]
    public async Task A_workbook_is_known_by_its_content_whatever_it_is_called(string mediaType) =>
        Assert.That(await SaysAsync(await WrittenAsync(""), mediaType), Is.EqualTo(Taken));

    [Test]
    public async Task An_old_or_protected_workbook_is_refused_with_the_way_round()
    {
        byte[] bytes = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];
        using var answer = await service.Admin.ImportAsync("of=commitments", bytes, SheetFile.Bytes);
        var problem = await answer.ProblemAsync(422, "import_rejected");
        Assert.That((string?)problem["rowErrors"]![0]!["message"], Does.Contain(".xlsx without a password"));
    }

    [Test]
    public async Task Our_own_templates_are_taken_as_they_are_filled_in([Values("csv", "xlsx")] string form)
    {
        var template = await service.Public.GetBytesAsync($"/templates/commitments.{form}");
        var import = await service.Admin.ImportAsync("of=commitments&dryRun=true", template, SheetFile.Bytes).DoneAsync();
        Assert.That((import.Count("rows"), import.Count("created")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_workbook_put_together_by_hand_is_read_with_whatever_prefixes_and_left_out_references()
    {
        var book = new HandMadeBook(
            HandMadeBook.Row(Header.Split(',')) + HandMadeBook.Row(Row.Split(',')),
            "<mergeCells><mergeCell ref=\"A9:B9\"/></mergeCells><unknown><deeper/></unknown>"
        );
        Assert.That(await SaysAsync(book.Pack()), Is.EqualTo(Taken + " of Data"));
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var header = string.Concat(Header.Split(',').Select((_, at) => $"<x:c t=\"s\"><x:v>{at}</x:v></x:c>"));
        book.With(
            HandMadeBook.Shared,
            $"<sst xmlns=\"{Main}\">{string.Concat(Header.Split(',').Select(name => $"<si><r><t>{name[..2]}</t></r><r><t>{name[2..]}</t></r><rPh><t>spoken</t></rPh></si>"))}</sst>"
        );
        book.With(
            HandMadeBook.Sheet,
            $"<x:worksheet xmlns:x=\"{Main}\"><x:sheetData><x:row r=\"4\">{header}</x:row><x:row r=\"9\">"
                + "<x:c r=\"F9\" t=\"str\"><x:f>A1</x:f><x:v>Done</x:v></x:c><x:c r=\"A9\" t=\"inlineStr\"><x:is><x:t>MATRIX-1</x:t></x:is></x:c>"
                + "<x:c r=\"B9\" t=\"inlineStr\"><x:is><x:t>VN</x:t></x:is></x:c><x:c r=\"C9\" t=\"d\"><x:v>2026-10-01T00:00:00</x:v></x:c>"
                + "<x:c r=\"D9\" t=\"inlineStr\"><x:is><x:t>in_progress</x:t></x:is></x:c><x:c r=\"E9\"><x:f>20+20</x:f><x:v>40</x:v></x:c></x:row></x:sheetData></x:worksheet>"
        );
        Assert.That(await SaysAsync(book.Pack()), Is.EqualTo(Taken + " of Data"));
    }

    [Test]
    public async Task Ten_thousand_rows_are_read([Values("csv", "xlsx")] string form)
    {
        string[] header = ["code", "title", "kind", "scope", "instrument", "theme"];
        var rows = Enumerable
            .Range(1, 10_000)
            .Select(at => new[] { $"TEN-{at}", $"Title {at}", "commitment", "regional", "HANOI-2026", "coordination" });
        var bytes =
            form == "csv"
                ? Encoding.UTF8.GetBytes(string.Concat(rows.Prepend(header).Select(row => string.Join(';', row) + "\n")))
                : new HandMadeBook(string.Concat(rows.Prepend(header).Select(HandMadeBook.Row))).Pack();
        var import = await service.Admin.ImportAsync("of=commitments&dryRun=true", bytes, SheetFile.Bytes).DoneAsync();
        Assert.That(
            (import.Count("created"), import.Count("changesInAll"), import["changes"]!.AsArray().Count),
            Is.EqualTo((10_000, 10_000, 200))
        );
    }

    /// <summary>A workbook of openpyxl with one report, changed by a script.</summary>
    private async Task<byte[]> WrittenAsync(string change)
    {
        var path = Path.Combine(service.Folder, $"{Interlocked.Increment(ref written)}.xlsx");
        await Openpyxl.RunAsync(
            $"""
            book = openpyxl.Workbook()
            rows = book.active
            rows.title = 'Sheet'
            rows.append(['commitment', 'party', 'asOf', 'status', 'percent', 'narrative'])
            rows.append(['MATRIX-1', 'VN', '2026-10-01', 'in_progress', 40, 'Done'])
            {change}
            book.save(path)
            """,
            path
        );
        return await File.ReadAllBytesAsync(path);
    }

    /// <summary>Status, percentage and day that would be stored, and of which sheet where that has a name of its own; or the errors.</summary>
    private async Task<string> SaysAsync(byte[] bytes, string mediaType = SheetFile.Bytes)
    {
        using var answer = await service.Admin.ImportAsync("of=progressUpdates&dryRun=true", bytes, mediaType);
        if ((int)answer.StatusCode == 422)
        {
            return string.Join('|', await Task.FromResult(answer).ErrorsAsync());
        }

        var import = await Task.FromResult(answer).DoneAsync();
        var after = import["changes"]!.AsArray().ToDictionary(change => (string)change!["field"]!, change => (string)change!["after"]!);
        var sheet = (string?)import["sheet"] is { } name and not "Sheet" ? $" of {name}" : "";
        return $"{after["assignments/VN/status"]} {after["assignments/VN/percent"]} {after["assignments/VN/reportedOn"]}{sheet}";
    }

    /// <summary>In Windows-1258, which writes letters with two marks as a letter with one and the other behind it.</summary>
    private static byte[] Vietnamese(string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(
            1258,
            EncoderFallback.ExceptionFallback,
            DecoderFallback.ExceptionFallback
        )!;
        var apart = new StringBuilder();
        foreach (var letter in text)
        {
            var parts = letter.ToString().Normalize(NormalizationForm.FormD);
            var tone = parts.FirstOrDefault(part => "\u0300\u0301\u0303\u0309\u0323".Contains(part, StringComparison.Ordinal));
            apart.Append(
                tone == default ? letter.ToString() : parts.Replace(tone.ToString(), "", StringComparison.Ordinal).Normalize() + tone
            );
        }

        return encoding.GetBytes(apart.ToString());
    }

    internal enum Written
    {
        AsWorkbook,
        WithSemicolonsInUtf8,
        WithTabsInUtf16,
        WithCommasInVietnamese,
    }

    internal enum Form
    {
        Utf8,
        Utf8WithMark,
        Utf16,
        Utf16WithMark,
        Utf16BigEndianWithMark,
        Windows1258,
    }
}
