using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Rounds;

internal sealed class ReadReportingTests
{
    private const string Period = "2026-03-01/2026-08-31";

    private readonly TestService service = TestService.Start(settings: TestService.WithoutReferenceData);

    [OneTimeSetUp]
    public async Task AddCommitmentsAsync()
    {
        Array.ForEach(ReferenceRows.MemberStates, code => service.AddMemberState(code));
        service.AddTheme("some_theme");
        await service.AddBodyAsync("WG-ONE");
        await service.AddInstrumentAsync("PLAN-A");
        await service.AddInstrumentAsync("PLAN-B");
        await service.AddCommitmentAsync("A-1", "PLAN-A", "some_theme", null, "VN", "TH", "LA", "MY", "PH", "WG-ONE");
        await service.AddCommitmentAsync("A-2", "PLAN-A", "some_theme", null, "VN");
        await service.AddCommitmentAsync("B-1", "PLAN-B", "some_theme", null, "SG");
        var (from, to) = (Period[..10], Period[11..]);
        await service.OpenRoundAsync("WHO", from, to, "PLAN-A");
        await service.ReportAsync("A-1", "VN", "2026-03-01");
        await service.ReportAsync("A-2", "VN", "2026-09-01");
        await service.ReportAsync("A-1", "TH", "2026-02-28");
        await service.ReportAsync("A-1", "LA", "2026-08-31", nilReturn: true);
        await service.ReportAsync("A-1", "LA", "2026-08-31");
        await service.ReportAsync("A-1", "WG-ONE", "2026-04-01");
        await service.ReportAsync("A-1", "WG-ONE", "2026-05-01", nilReturn: true);
        await service.ReportAsync("A-1", "WG-ONE", "2026-04-15");
        using var focalPoint = await service.ClientAsAsync("focal_point", "MY");
        var submitted = await focalPoint.SendJsonAsync(
            HttpMethod.Post,
            "/commitments/A-1/progress-updates",
            new
            {
                party = "MY",
                asOf = "2026-05-01",
                status = "completed",
                narrative = "Done",
            }
        );
        Assert.That((string?)(await submitted.JsonAsync())["review"], Is.EqualTo("submitted"));
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("VN", 2, 1, 0, "A-2", "2026-09-01", Description = "the first day is within, the day after the last is not")]
    [TestCase("TH", 1, 0, 0, "A-1", "2026-02-28", Description = "the day before the first is not")]
    [TestCase("LA", 1, 1, 0, "", "2026-08-31", Description = "the last day is within, and of two of one day the one recorded last counts")]
    [TestCase("MY", 1, 0, 0, "A-1", null, Description = "submitted is not verified")]
    [TestCase("PH", 1, 0, 0, "A-1", null, Description = "nothing at all")]
    [TestCase("WG-ONE", 1, 1, 1, "", "2026-05-01", Description = "a nil return is a report, and the latest counts")]
    public async Task A_party_has_reported_when_a_verified_update_is_as_of_a_day_of_the_period(
        string party,
        int assigned,
        int reported,
        int nilReturns,
        string missing,
        string? lastReportedOn
    )
    {
        var row = (await ItemsAsync()).Single(item => (string?)item!["party"] == party)!;
        Assert.That(((int?)row["assigned"], (int?)row["reported"], (int?)row["nilReturns"]), Is.EqualTo((assigned, reported, nilReturns)));
        Assert.That(string.Join(',', row["missing"]!.AsArray().Select(code => (string?)code)), Is.EqualTo(missing));
        Assert.That((string?)row["lastReportedOn"], Is.EqualTo(lastReportedOn));
        Assert.That((string?)row["partyKind"], Is.EqualTo(party == "WG-ONE" ? "body" : "member_state"));
    }

    [Test]
    public async Task Only_who_has_an_assignment_in_the_round_is_in_it() =>
        Assert.That((await ItemsAsync()).Select(item => (string?)item!["party"]), Is.EqualTo(["LA", "MY", "PH", "TH", "VN", "WG-ONE"]));

    [Test]
    public async Task What_was_verified_after_closing_no_longer_counts()
    {
        await service.OpenRoundAsync("LATE", "2026-03-01", "2026-08-31", "PLAN-B");
        await service.CloseRoundAsync("LATE");
        await service.ReportAsync("B-1", "SG", "2026-08-01");
        var reporting = await service.Public.GetJsonAsync("/rounds/LATE/reporting");
        Assert.That((string?)reporting["state"], Is.EqualTo("closed"));
        Assert.That((int?)reporting["items"]![0]!["reported"], Is.Zero);
    }

    private async Task<JsonArray> ItemsAsync() => (await service.Public.GetJsonAsync("/rounds/WHO/reporting"))["items"]!.AsArray();
}
