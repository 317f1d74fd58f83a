using System.IO.Compression;
using System.Text;
using CommitmentTracker.Spreadsheets;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

internal sealed class FormulaGuardTests
{
    private const string Formulas = "=+-@＝＋－＠";

    private static readonly string[] Separators = [",", ";", "\t", "|", "\n", "\r\n"];

    [Test]
    public void Whatever_a_text_says_the_guard_comes_off_again_and_no_cell_under_any_separator_is_a_formula()
    {
        const string Letters = "=+-@＝＋－＠'\t\r\n,;|\" \u00A0x1";
        var random = new Random(2);
        for (var time = 0; time < 200_000; time++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)]));
            var guarded = CellText.Guard(text);
            Assert.That(CellText.Unguard(guarded), Is.EqualTo(text));
            foreach (var cell in guarded.Split([',', ';', '\t', '|', '\r', '\n']))
            {
                var begins = cell.TrimStart(' ', '\u00A0', '"');
                Assert.That(begins.Length == 0 || !Formulas.Contains(begins[0], StringComparison.Ordinal), text);
            }
        }
    }

    [Test]
    public async Task A_narrative_that_begins_a_formula_behind_a_separator_is_text_in_the_export_and_comes_back_as_it_was()
    {
        using var stage = await Stage.StartAsync();
        var code = await stage.CommitmentAsync();
        var narrative = string.Concat(
            Separators.Select(separator => $"x{separator}=1+1{separator} @SUM(1){separator}\"-1\"{separator}=cmd|' /C calc'!A0")
        );
        await stage.VerifiedAsync(code, Bodies.Report().With(("narrative", narrative)));
        var exported = await stage.Public.GetBytesAsync("/progress-updates.csv");
        foreach (var cell in Encoding.UTF8.GetString(exported).Split([',', ';', '\t', '|', '\r', '\n']))
        {
            var begins = cell.TrimStart(' ', '"');
            Assert.That(begins.Length == 0 || !Formulas.Contains(begins[0], StringComparison.Ordinal), cell);
        }

        Assert.That((await stage.Admin.ImportAsync("of=progressUpdates", exported).DoneAsync()).Count("unchanged"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_report_of_a_round_is_kept_from_being_a_formula_in_the_same_way()
    {
        using var stage = await Stage.StartAsync();
        var code = await stage.CommitmentAsync();
        await stage.VerifiedAsync(code, Bodies.Report().With(("narrative", "x;=1+1")));
        await stage.CloseRoundAsync(await stage.OpenRoundAsync("ROUND-9"));
        var report = Encoding.UTF8.GetString(await stage.Public.GetBytesAsync("/rounds/ROUND-9/report.csv"));
        Assert.That(report, Does.Contain("x;'=1+1"));
    }

    [Test]
    public async Task LibreOffice_finds_no_formula_in_an_export_under_any_separator([Values(",", ";", "\t")] string separator)
    {
        using var stage = await Stage.StartAsync();
        var code = await stage.CommitmentAsync();
        await stage.VerifiedAsync(code, Bodies.Report().With(("narrative", "x;=1+1;=2+2\tx\t=3+3\n=4+4,=5+5")));
        var exported = await stage.Public.GetBytesAsync("/progress-updates.csv?bom=true");
        Assert.That(await HasFormulaAsync(exported, separator), Is.False);
        // And it would find one.
        Assert.That(await HasFormulaAsync(Encoding.UTF8.GetBytes($"x{separator}=1+1\n"), separator), Is.True);
    }

    private static async Task<bool> HasFormulaAsync(byte[] csv, string separator)
    {
        var book = await LibreOffice.ConvertAsync(csv, "csv", "xlsx", $"CSV:{(int)separator[0]},34,76,1");
        using var archive = new ZipArchive(new MemoryStream(book));
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return (await sheet.ReadToEndAsync()).Contains("<f", StringComparison.Ordinal);
    }
}
