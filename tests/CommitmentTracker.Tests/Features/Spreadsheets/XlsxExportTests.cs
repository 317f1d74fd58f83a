using System.Globalization;
using System.Text;
using CommitmentTracker.Spreadsheets;
using CommitmentTracker.Spreadsheets.Xlsx;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

[Parallelizable(ParallelScope.Self)]
internal sealed class XlsxExportTests
{
    private const string Header = "code,title,description,kind,scope,instrument,theme,publication,dueOn,precision,deadlineBasis,leads\r\n";

    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        service = TestService.Start();
        const string Rest = "commitment,regional,HANOI-2026,coordination,published,2027-05-05,day,stated,VN:stated";
        await service.Admin.ImportAsync("of=commitments", $"{Header}X-1,2030,\"'=1+1\nx;'=2+2\",{Rest}\r\nX-2,Two,,{Rest}\r\n").DoneAsync();
        const string Updates =
            "commitment,party,asOf,status,percent,narrative\r\nX-1,VN,2026-10-01,in_progress,40,Begun\r\nX-2,VN,2026-10-01,not_started,,Not yet\r\n";
        await service.Admin.ImportAsync("of=progressUpdates", Updates).DoneAsync();
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("commitments", "?q=hanoi")]
    [TestCase("commitments", "?memberState=VN&kind=commitment")]
    [TestCase("assignments", "")]
    [TestCase("assignments", "?memberState=VN&from=2027-01-01")]
    [TestCase("progress-updates", "?party=VN&review=verified")]
    public async Task An_independent_reader_finds_what_the_csv_says_in_the_same_order(string name, string query)
    {
        var path = await SavedAsync($"/{name}.xlsx{query}");
        const string Script = """
            import csv
            book = openpyxl.load_workbook(path)
            assert len(book.worksheets) == 1
            def shown(cell):
                value = cell.value
                if cell.is_date:
                    assert cell.number_format == 'yyyy-mm-dd', cell.number_format
                    return value.strftime('%Y-%m-%d')
                assert value is None or type(value) in (str, int), (cell, type(value))
                return '' if value is None else str(value)
            csv.writer(sys.stdout).writerows([shown(cell) for cell in row] for row in book.active.rows)
            """;
        var read = await Openpyxl.RunAsync(Script, path);
        var expected = Encoding.UTF8.GetString(await service.Public.GetBytesAsync($"/{name}.csv{query}"));
        Assert.That(Rows(read), Is.EqualTo(Rows(expected)));
        Assert.That(Rows(expected), Has.Count.GreaterThan(1));
    }

    [Test]
    public async Task Dates_are_dates_percentages_numbers_and_all_else_is_text()
    {
        const string Types = """
            rows = openpyxl.load_workbook(path).active
            header = [cell.value for cell in rows[1]]
            row = next(row for row in rows.iter_rows(min_row=2) if row[0].value == 'X-1')
            print(*['%s=%s:%s' % (name, row[header.index(name)].data_type, row[header.index(name)].value) for name in names], rows.freeze_panes)
            """;
        var commitment = await Openpyxl.RunAsync("names = ['title', 'dueOn']\n" + Types, await SavedAsync("/commitments.xlsx?q=X-1"));
        Assert.That(commitment.Trim(), Is.EqualTo("title=s:2030 dueOn=d:2027-05-05 00:00:00 A2"));
        var update = await Openpyxl.RunAsync(
            "names = ['asOf', 'percent']\n" + Types,
            await SavedAsync("/progress-updates.xlsx?commitment=X-1")
        );
        Assert.That(update.Trim(), Is.EqualTo("asOf=d:2026-10-01 00:00:00 percent=n:40 A2"));
        var assignment = await Openpyxl.RunAsync(
            "names = ['party', 'percent', 'dueOn', 'lastReportedOn']\n" + Types,
            await SavedAsync("/assignments.xlsx?memberState=VN")
        );
        Assert.That(
            assignment.Trim(),
            Is.EqualTo("party=s:VN percent=n:40 dueOn=d:2027-05-05 00:00:00 lastReportedOn=d:2026-10-01 00:00:00 A2")
        );
    }

    [TestCase("commitments", "commitments")]
    [TestCase("progress-updates", "progressUpdates")]
    public async Task LibreOffice_opens_it_and_what_it_saves_changes_nothing(string name, string kind)
    {
        var exported = await service.Admin.GetBytesAsync($"/{name}.xlsx");
        var saved = await LibreOffice.ConvertAsync(exported, "xlsx", "xlsx");
        var import = await service.Admin.ImportAsync($"of={kind}&dryRun=true", saved, SheetExtensions.Xlsx).DoneAsync();
        Assert.That(import["changes"]!.AsArray(), Is.Empty);
        Assert.That(import.Count("unchanged"), Is.EqualTo(import.Count("rows")).And.GreaterThan(40));
    }

    [Test]
    public async Task What_begins_a_formula_is_text_in_it_and_in_the_csv_that_a_spreadsheet_makes_of_it()
    {
        var exported = await service.Admin.GetBytesAsync("/commitments.xlsx?q=X-1");
        var csv = Encoding.UTF8.GetString(await LibreOffice.ConvertAsync(exported, "xlsx", LibreOffice.SemicolonsInUtf8));
        Assert.That(csv, Does.Contain("'=1+1").And.Contain("x;'=2+2"));
        Assert.That(csv.Replace("'=", "", StringComparison.Ordinal), Does.Not.Contain("="));
    }

    [Test]
    public async Task A_filter_that_the_list_does_not_know_is_refused_and_so_is_a_byte_order_mark()
    {
        foreach (var query in new[] { "sort=code", "bom=true" })
        {
            await (await service.Public.SendAsync(HttpMethod.Get, $"/commitments.xlsx?{query}")).ProblemAsync(400, "unknown_parameter");
        }
    }

    [Test]
    public async Task It_is_a_file_with_a_name_that_nobody_keeps_and_has_the_same_bytes_while_nothing_changes()
    {
        using var answer = await service.Public.SendAsync(HttpMethod.Get, "/progress-updates.xlsx");
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo(SheetExtensions.Xlsx));
        Assert.That(answer.Content.Headers.ContentDisposition!.FileName, Is.EqualTo("progress-updates-2026-11-21.xlsx"));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(answer.Headers.ETag, Is.Null);
        Assert.That(await service.Public.GetBytesAsync("/progress-updates.xlsx"), Is.EqualTo(await answer.Content.ReadAsByteArrayAsync()));
    }

    [Test]
    public async Task What_no_cell_can_hold_is_not_cut_off_but_told_and_refused_by_the_import()
    {
        var line = $"Document|{new string('x', 1990)}|primary|";
        var sources = string.Join('\n', Enumerable.Repeat(line, 20));
        const string Columns = "code,title,kind,scope,instrument,theme,sources\n";
        await service
            .Admin.ImportAsync("of=commitments", $"{Columns}LONG-1,Long,commitment,regional,HANOI-2026,coordination,\"{sources}\"\n")
            .DoneAsync();
        var exported = await service.Admin.GetBytesAsync("/commitments.xlsx?q=LONG-1");
        Assert.That(
            await service.Admin.ImportAsync("of=commitments&dryRun=true", exported, SheetExtensions.Xlsx).ErrorsAsync(),
            Is.EqualTo(["2 sources invalid_value"])
        );
        Assert.That(
            (
                await service
                    .Admin.ImportAsync("of=commitments&dryRun=true", await service.Admin.GetBytesAsync("/commitments.csv?q=LONG-1"))
                    .DoneAsync()
            ).Count("unchanged"),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task Rows_are_sent_while_they_are_read_and_a_few_are_held()
    {
        const int Rows = 100_000;
        var sent = new List<long>();
        await using var counting = new Counting();
        await XlsxWriter.WriteAsync(
            counting,
            "rows",
            [("text", CellKind.Text), ("day", CellKind.Day)],
            RowsAsync(),
            CancellationToken.None
        );
        Assert.That(sent, Is.Ordered.And.Unique.And.Count.EqualTo(10));
        Assert.That(sent[^1], Is.GreaterThan(counting.Count * 8 / 10));
        Assert.That(counting.Largest, Is.LessThan(256 * 1024));

        async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync()
        {
            var random = new Random(1);
            for (var row = 0; row < Rows; row++)
            {
                if (row % (Rows / 10) == 0)
                {
                    sent.Add(counting.Count);
                    await Task.Yield();
                }

                yield return [string.Create(CultureInfo.InvariantCulture, $"{row} {random.NextInt64()}"), "2026-10-01"];
            }
        }
    }

    [Test]
    public async Task What_breaks_off_leaves_a_file_that_nobody_takes_for_whole()
    {
        using var bytes = new MemoryStream();
        await Assert.ThatAsync(
            () => XlsxWriter.WriteAsync(bytes, "rows", [("text", CellKind.Text)], RowsAsync(), CancellationToken.None),
            Throws.TypeOf<IOException>()
        );
        bytes.Position = 0;
        Assert.Throws<SheetException>(() =>
        {
            using var file = SheetFile.Open(bytes, SheetExtensions.Xlsx);
            _ = file.Sheets[0].Lines().ToList();
        });

        static async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync()
        {
            for (var row = 0; row < 5000; row++)
            {
                yield return ["a row that is there"];
            }

            await Task.Yield();
            throw new IOException("The disk is gone.");
        }
    }

    private async Task<string> SavedAsync(string address)
    {
        var path = Path.Combine(service.Folder, "sheet.xlsx");
        await File.WriteAllBytesAsync(path, await service.Public.GetBytesAsync(address));
        return path;
    }

    /// <summary>The rows of a CSV file; within a cell one kind of line end, as Python's reader has it.</summary>
    private static List<string> Rows(string csv)
    {
        var rows = new List<string>();
        using var reader = CsvHelper.CsvReader.FromText(csv, new CsvHelper.CsvReaderOptions { HasHeader = false });
        while (reader.Read())
        {
            rows.Add(string.Join(" ¦ ", reader.Current.ToArray()).ReplaceLineEndings("\n"));
        }

        return rows;
    }

    /// <summary>Goes forward only, as an answer does.</summary>
    private sealed class Counting : Stream
    {
        public long Count { get; private set; }
        public int Largest { get; private set; }
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            Count += count;
            Largest = Math.Max(Largest, count);
        }
    }
}
