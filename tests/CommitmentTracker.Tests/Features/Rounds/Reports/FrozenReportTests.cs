using System.Net;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Rounds.Reports;

/// <summary>The promise of a closed round: its bytes are the same, whatever happens afterwards.</summary>
internal sealed class FrozenReportTests
{
    private static readonly string[] Views = ["/report", "/report.csv", "/report.html", "/reporting"];

    private string folder;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_closed_round_is_the_same_after_a_hundred_updates_changes_an_archive_and_a_restart()
    {
        List<byte[]> frozen;
        using (var service = TestService.Start(folder, settings: TestService.WithoutReferenceData))
        {
            await new GeneratedCommitments(service).AddAsync();
            await service.OpenRoundAsync("KEPT", "2026-01-01", "2026-12-31", "GEN-A", "GEN-B");
            await service.CloseRoundAsync("KEPT");
            frozen = await ReadAsync(service);
            await ChangeEverythingAsync(service);
            Assert.That(await ReadAsync(service), Is.EqualTo(frozen));
        }

        // A later day too: states that are derived would be others now.
        using var restarted = TestService.Start(folder, TestClock.At("2031-01-01T00:00:00Z"), TestService.WithoutReferenceData);
        Assert.That(await ReadAsync(restarted), Is.EqualTo(frozen));
        await restarted.OpenRoundAsync("MOVED", "2026-01-01", "2026-12-31", "GEN-A", "GEN-B");
        await restarted.CloseRoundAsync("MOVED");
        Assert.That(await restarted.BytesAsync("/rounds/MOVED/report"), Is.Not.EqualTo(frozen[0]));
    }

    [Test]
    public async Task A_report_that_was_altered_past_the_database_is_not_handed_out()
    {
        using var service = TestService.Start(folder, settings: TestService.WithoutReferenceData);
        await service.AddInstrumentAsync("PLAN-A");
        await service.OpenRoundAsync("FORGED", instruments: "PLAN-A");
        await service.CloseRoundAsync("FORGED");
        service.Query<string>(TestEngine.DropTriggerSql("round_reports", "round_reports_are_never_updated"));
        service.Query<string>("update round_reports set body = replace(body, '2026', '2025')");
        var answer = await service.Public.SendAsync(HttpMethod.Get, "/rounds/FORGED/report");
        Assert.That((int)answer.StatusCode, Is.GreaterThanOrEqualTo(500), await answer.Content.ReadAsStringAsync());
    }

    private static async Task<List<byte[]>> ReadAsync(TestService service)
    {
        var all = new List<byte[]>();
        foreach (var view in Views)
        {
            all.Add(await service.BytesAsync($"/rounds/KEPT{view}"));
        }

        return all;
    }

    private static async Task ChangeEverythingAsync(TestService service)
    {
        var report = await service.Public.GetJsonAsync("/rounds/KEPT/report");
        var owned = (
            from commitment in report["commitments"]!.AsArray()
            from assignment in commitment!["assignments"]!.AsArray()
            select (Code: (string)commitment["code"]!, Party: (string)assignment!["party"]!)
        ).ToList();
        for (var number = 0; number < 100; number++)
        {
            var (code, party) = owned[number % owned.Count];
            await service.ReportAsync(code, party, $"2026-{1 + (number % 11):00}-{1 + (number % 20):00}");
        }

        var codes = owned.Select(each => each.Code).Distinct().ToList();
        await SendAsync(service, HttpMethod.Patch, $"/commitments/{codes[0]}", new { title = "Another title", theme = "gen_two" });
        await SendAsync(service, HttpMethod.Patch, $"/commitments/{codes[1]}", new { publication = "draft" });
        await SendAsync(service, HttpMethod.Delete, $"/commitments/{codes[2]}", null);
        await SendAsync(service, HttpMethod.Patch, "/instruments/GEN-A", new { title = "Another instrument" });
        await SendAsync(service, HttpMethod.Patch, "/bodies/GEN-WG-1", new { name = "Another body" });
        await service.AddCommitmentAsync("GEN-NEW", "GEN-A", "gen_one", "2026-12-01", "VN");
    }

    private static async Task SendAsync(TestService service, HttpMethod method, string path, object? body)
    {
        var answer = body is null
            ? await service.Admin.SendAsync(method, path, tag: "*")
            : await service.Admin.SendJsonAsync(method, path, body, "*");
        Assert.That(answer.StatusCode, Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.NoContent), await answer.Content.ReadAsStringAsync());
    }
}
