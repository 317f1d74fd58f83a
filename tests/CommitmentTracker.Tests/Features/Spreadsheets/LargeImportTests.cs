using System.Globalization;
using System.Text;
using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Imports;
using CommitmentTracker.Domain;
using CommitmentTracker.Features.Spreadsheets.Imports;
using CommitmentTracker.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

/// <summary>Sheets that are stored in slices, between which others write.</summary>
internal sealed class LargeImportTests
{
    private const string Header = "code,title,kind,scope,instrument,theme,supersededBy\n";
    private const int Rows = (2 * LargeImports.Slice) + 100;

    [Test]
    public async Task A_sheet_that_is_stored_in_slices_is_stored_whole_with_successors_further_down()
    {
        using var service = TestService.Start();
        var before = await LastChangeAsync(service);
        var sheet = Header + Row(1, "T", $"SLICE-{Rows}") + string.Concat(Enumerable.Range(2, Rows - 1).Select(at => Row(at, "T")));
        var import = await service.Admin.ImportAsync("of=commitments", sheet).DoneAsync();
        Assert.That((import.Count("rows"), import.Count("created")), Is.EqualTo((Rows, Rows)));
        Assert.That((string?)(await service.Admin.GetJsonAsync("/commitments/SLICE-1"))["supersededBy"], Is.EqualTo($"SLICE-{Rows}"));
        // One change a commitment, and one more where the successor was named.
        Assert.That(await LastChangeAsync(service) - before, Is.EqualTo(Rows + 1));
        Assert.That(Count(service, "import_rows") + Count(service, "imports"), Is.Zero);

        import = await service.Admin.ImportAsync("of=commitments", sheet).DoneAsync();
        Assert.That(import.Count("unchanged"), Is.EqualTo(Rows));
        import = await service.Admin.ImportAsync("of=commitments", sheet.Replace(",T,", ",Other,", StringComparison.Ordinal)).DoneAsync();
        Assert.That(import.Count("changed"), Is.EqualTo(Rows));
        Assert.That(await LastChangeAsync(service) - before, Is.EqualTo((2 * Rows) + 1));
    }

    [Test]
    public async Task With_one_fault_nothing_of_a_large_sheet_is_stored_or_left()
    {
        using var service = TestService.Start();
        var sheet = Header + string.Concat(Enumerable.Range(1, Rows).Select(at => Row(at, at == Rows - 5 ? "" : "T")));
        Assert.That(
            await service.Admin.ImportAsync("of=commitments", sheet).ErrorsAsync(),
            Is.EqualTo([string.Create(CultureInfo.InvariantCulture, $"{Rows - 4} title invalid_value")])
        );
        await (await service.Admin.SendAsync(HttpMethod.Get, "/commitments/SLICE-1")).ProblemAsync(404, "not_found");
        Assert.That(Count(service, "import_rows") + Count(service, "imports"), Is.Zero);
    }

    [Test]
    public async Task The_same_key_and_large_sheet_is_imported_once()
    {
        using var service = TestService.Start();
        var sheet = Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(1, Rows).Select(at => Row(at, "T"))));
        var answers = new List<string>();
        for (var time = 0; time < 2; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, ApiExtensions.Root + "/imports?of=commitments");
            request.Content = new ByteArrayContent(sheet);
            request.Headers.Add("Idempotency-Key", "once");
            using var answer = await service.Admin.SendAsync(request);
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.That(answers[0], Does.Contain($"\"created\":{Rows}"));
        Assert.That(answers[1], Is.EqualTo(answers[0]));
    }

    [Test]
    public async Task Reports_in_a_large_sheet_are_recorded_once_each()
    {
        using var service = TestService.Start();
        await service
            .Admin.ImportAsync(
                "of=commitments",
                "code,title,kind,scope,instrument,theme,leads\nMANY-1,T,commitment,regional,HANOI-2026,coordination,VN:stated\n"
            )
            .DoneAsync();
        var first = new DateOnly(2022, 1, 1);
        var sheet =
            "commitment,party,asOf,status,percent,narrative\n"
            + string.Concat(
                Enumerable
                    .Range(0, Rows)
                    .Select(at =>
                        $"MANY-1,VN,{first.AddDays(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)},in_progress,{at % 100},Begun\n"
                    )
            );
        Assert.That((await service.Admin.ImportAsync("of=progressUpdates", sheet).DoneAsync()).Count("created"), Is.EqualTo(Rows));
        Assert.That((await service.Admin.ImportAsync("of=progressUpdates", sheet).DoneAsync()).Count("unchanged"), Is.EqualTo(Rows));
        var commitment = await service.Admin.GetJsonAsync("/commitments/MANY-1");
        Assert.That((int)commitment["assignments"]![0]!["percent"]!, Is.EqualTo((Rows - 1) % 100));
    }

    [Test]
    public async Task What_was_accepted_is_carried_out_after_a_restart_and_until_then_nobody_else_changes_it()
    {
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;
        try
        {
            using (var service = TestService.Start(folder))
            {
                await service.Admin.ImportAsync("of=commitments", Header + Row(1, "First") + Row(2, "First")).DoneAsync();
                await LayAsync(service, isAccepted: true);
                var tag = await service.Admin.TagAsync("/commitments/SLICE-1");
                using var held = await service.Admin.SendJsonAsync(HttpMethod.Patch, "/commitments/SLICE-1", new { title = "Third" }, tag);
                await held.ProblemAsync(503, "store_busy");
                using var free = await service.Admin.SendJsonAsync(
                    HttpMethod.Patch,
                    "/commitments/SLICE-2",
                    new { title = "Third" },
                    await service.Admin.TagAsync("/commitments/SLICE-2")
                );
                Assert.That((int)free.StatusCode, Is.EqualTo(200));
            }

            using (var again = TestService.Start(folder))
            {
                Assert.That((string?)(await again.Admin.GetJsonAsync("/commitments/SLICE-1"))["title"], Is.EqualTo("Second"));
                Assert.That(Count(again, "import_rows") + Count(again, "imports"), Is.Zero);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task What_was_laid_down_and_not_accepted_is_gone_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;
        try
        {
            using (var service = TestService.Start(folder))
            {
                await service.Admin.ImportAsync("of=commitments", Header + Row(1, "First")).DoneAsync();
                await LayAsync(service, isAccepted: false);
            }

            using (var again = TestService.Start(folder))
            {
                Assert.That((string?)(await again.Admin.GetJsonAsync("/commitments/SLICE-1"))["title"], Is.EqualTo("First"));
                Assert.That(Count(again, "import_rows") + Count(again, "imports"), Is.Zero);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_row_whose_commitment_changed_after_it_was_checked_is_checked_again()
    {
        using var service = TestService.Start();
        await service.Admin.ImportAsync("of=commitments", Header + Row(1, "First")).DoneAsync();
        await service.Admin.ImportAsync("of=commitments", Header + Row(1, "Third")).DoneAsync();
        // Laid down against the first version, and with the fingerprint of that.
        var refusal = await LayAsync(service, isAccepted: true, ("fingerprint", "n0000000000000000"));
        Assert.That(refusal?.RowErrors?.Select(error => (error.Row, error.Column)), Is.EqualTo(new[] { (2L, "fingerprint") }));
    }

    /// <summary>What a large import does up to the moment in which it is accepted.</summary>
    private static async Task<Refusal?> LayAsync(TestService service, bool isAccepted, params (string Column, string Cell)[] more)
    {
        var large = service.Services.GetRequiredService<LargeImports>();
        var import = new LaidImport
        {
            ImportId = Guid.CreateVersion7(service.Clock.GetUtcNow()).ToString(),
            Kind = "commitments",
            Actor = "Test",
            Today = "2026-11-21",
        };
        var cells = Header.Trim().Split(',').Zip(Row(1, "Second").Trim().Split(',')).ToDictionary(cell => cell.First, cell => cell.Second);
        foreach (var (column, cell) in more)
        {
            cells[column] = cell;
        }

        await large.LayAsync(import, [new PlannedLine(2, "SLICE-1", 1, RowOutcome.Changed, cells)], isFirst: true, CancellationToken.None);
        if (!isAccepted)
        {
            return null;
        }

        var accepted = await service
            .Services.GetRequiredService<Store>()
            .WriteAsync(session => large.AcceptAsync(session, import, new SheetPlan(), count: 1), CancellationToken.None);
        return accepted.Succeeded(out _, out var refusal) ? null : refusal;
    }

    private static string Row(int number, string title, string successor = "") =>
        string.Create(CultureInfo.InvariantCulture, $"SLICE-{number},{title},commitment,regional,HANOI-2026,coordination,{successor}\n");

    private static async Task<long> LastChangeAsync(TestService service)
    {
        var since = 0L;
        while (true)
        {
            var feed = await service.Admin.GetJsonAsync(string.Create(CultureInfo.InvariantCulture, $"/changes?since={since}&limit=200"));
            since = (long)feed["next"]!;
            if (!(bool)feed["more"]!)
            {
                return since;
            }
        }
    }

    private static long Count(TestService service, string table)
    {
        using var connection = TestEngine.Open(service.DatabasePath);
        using var command = connection.CreateCommand();
        command.CommandText = $"select count(*) from {table}";
        return (long)command.ExecuteScalar()!;
    }
}
