using System.Net;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Calendar;

internal sealed class ReadCalendarTests
{
    private TestService service;

    [SetUp]
    public async Task AddCommitmentsAsync()
    {
        service = TestService.Start(settings: [TestService.WithoutReferenceData, "RateLimits:Enabled=false"]);
        service.AddMemberState("VN");
        service.AddMemberState("TH");
        service.AddTheme("some");
        service.AddTheme("other");
        await service.AddInstrumentAsync("PLAN");
        await service.AddInstrumentAsync("SECRET-PLAN");
        await service.AddCommitmentAsync("AB-1", "PLAN", "some", "2027-06-30", "VN");
        await service.AddCommitmentAsync("AB-2", "PLAN", "some", null, "TH");
        await PostAsync("/commitments/AB-1/milestones", Step("First step", "2027-03-31", "quarter", null));
        await PostAsync("/commitments/AB-2/milestones", Step("Step of VN", "2028-01-01", "year", "VN"));
    }

    [TearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task Each_due_date_is_an_event_of_its_day_whose_title_says_how_exactly_it_is_known()
    {
        var answer = await service.Public.SendAsync(HttpMethod.Get, "/calendar.ics");
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/calendar; charset=utf-8"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(text, Does.StartWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n").And.EndWith("END:VCALENDAR\r\n"));
        Assert.That(text, Does.Contain("METHOD:PUBLISH\r\n").And.Contain("REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n"));
        var events = CalendarFile.EventsIn(text);
        Assert.That(events.Keys, Is.EqualTo(["AB-1", "AB-1/1", "AB-2/1"]));
        Assert.That(events["AB-1"]["DTSTART;VALUE=DATE"], Is.EqualTo("20270630"));
        Assert.That(events["AB-1"]["DTEND;VALUE=DATE"], Is.EqualTo("20270701"));
        Assert.That(events["AB-1"]["SUMMARY"], Is.EqualTo("AB-1: Commitment AB-1"));
        Assert.That(events["AB-1/1"]["SUMMARY"], Is.EqualTo("AB-1: First step (by the end of quarter 1 of 2027)"));
        Assert.That(events["AB-2/1"]["SUMMARY"], Is.EqualTo("AB-2: Step of VN (by the end of 2028)"));
        Assert.That(events["AB-2/1"]["DTSTART;VALUE=DATE"], Is.EqualTo("20281231"));
        Assert.That(events.Values.Select(each => each["STATUS"] + each["TRANSP"]), Is.All.EqualTo("CONFIRMEDTRANSPARENT"));
    }

    [TestCase("?memberState=VN", new[] { "AB-1", "AB-1/1", "AB-2/1" })]
    [TestCase("?memberState=TH", new string[0])]
    [TestCase("?instrument=PLAN&theme=some", new[] { "AB-1", "AB-1/1", "AB-2/1" })]
    [TestCase("?theme=other", new string[0])]
    public async Task A_filter_holds_for_what_stands_and_for_what_was_called_off(string query, string[] uids)
    {
        Assert.That(CalendarFile.EventsIn(await service.Public.CalendarAsync(query)).Keys, Is.EqualTo(uids));
        foreach (var code in new[] { "AB-1", "AB-2" })
        {
            await PatchAsync(code, new { publication = "draft" });
            // What becomes of the draft is nobody's business.
            await PatchAsync(
                code,
                new
                {
                    title = "Hidden",
                    theme = "other",
                    instrument = "SECRET-PLAN",
                }
            );
        }

        var calendar = await service.Public.CalendarAsync(query);
        Assert.That(CalendarFile.EventsIn(calendar).Keys, Is.EqualTo(uids));
        Assert.That(CalendarFile.EventsIn(calendar).Values.Select(each => each["STATUS"]), Is.All.EqualTo("CANCELLED"));
        Assert.That(calendar, Does.Not.Contain("Hidden"));
    }

    [Test]
    public async Task The_sequence_grows_when_the_date_moves_and_not_with_the_title()
    {
        await PatchAsync("AB-1", new { title = "Another title" });
        var renamed = await service.Public.EventAsync("AB-1");
        Assert.That(renamed.Sequence(), Is.Zero);
        Assert.That(renamed["SUMMARY"], Is.EqualTo("AB-1: Another title"));
        service.Clock.Advance(TimeSpan.FromHours(1));
        await PutDeadlineAsync("2027-07-01");
        var moved = await service.Public.EventAsync("AB-1");
        Assert.That(moved.Sequence(), Is.EqualTo(1));
        Assert.That(moved["DTSTART;VALUE=DATE"], Is.EqualTo("20270701"));
        Assert.That(moved["DTSTAMP"], Is.EqualTo("20261121T060000Z").And.EqualTo(moved["LAST-MODIFIED"]));
    }

    [Test]
    public async Task What_is_archived_or_withdrawn_is_cancelled_and_stands_again_when_it_is_published_again()
    {
        foreach (var publication in new[] { "draft", "archived" })
        {
            var before = (await service.Public.EventAsync("AB-1")).Sequence();
            await PatchAsync("AB-1", new { publication });
            var cancelled = await service.Public.EventAsync("AB-1");
            Assert.That((cancelled["STATUS"], cancelled.Sequence()), Is.EqualTo(("CANCELLED", before + 1)));
            await PatchAsync("AB-1", new { publication = "published" });
            var standing = await service.Public.EventAsync("AB-1");
            Assert.That((standing["STATUS"], standing.Sequence()), Is.EqualTo(("CONFIRMED", before + 2)));
        }
    }

    [Test]
    public async Task What_loses_its_deadline_its_milestone_or_its_place_is_cancelled_with_what_was_shown_last()
    {
        await PutDeadlineAsync(null);
        Assert.That((await service.Public.EventAsync("AB-1"))["STATUS"], Is.EqualTo("CANCELLED"));
        Assert.That((await service.Public.EventAsync("AB-1"))["DTSTART;VALUE=DATE"], Is.EqualTo("20270630"));
        await service.Admin.SendAsync(HttpMethod.Delete, "/commitments/AB-1/milestones/1", tag: "*");
        Assert.That((await service.Public.EventAsync("AB-1/1"))["STATUS"], Is.EqualTo("CANCELLED"));
        await PatchAsync("AB-2", new { supersededBy = "AB-1" });
        Assert.That((await service.Public.EventAsync("AB-2/1"))["STATUS"], Is.EqualTo("CANCELLED"));
    }

    [Test]
    public async Task A_draft_shows_nothing_to_anyone_until_it_is_published()
    {
        await PatchAsync("AB-1", new { publication = "draft" });
        await PutDeadlineAsync("2030-01-01");
        foreach (var client in new[] { service.Public, service.Admin })
        {
            Assert.That((await client.EventAsync("AB-1"))["DTSTART;VALUE=DATE"], Is.EqualTo("20270630"));
        }

        await PatchAsync("AB-1", new { publication = "published" });
        Assert.That((await service.Public.EventAsync("AB-1"))["DTSTART;VALUE=DATE"], Is.EqualTo("20300101"));
    }

    [Test]
    public async Task The_bytes_stay_the_same_while_nothing_changes_and_a_known_tag_is_a_304()
    {
        var tag = await service.Public.TagAsync("/calendar.ics?memberState=VN");
        service.Clock.Advance(TimeSpan.FromDays(400));
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiExtensions.Root + "/calendar.ics?memberState=VN");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        Assert.That((await service.Public.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        await PatchAsync("AB-1", new { title = "Another title" });
        Assert.That(await service.Public.TagAsync("/calendar.ics?memberState=VN"), Is.Not.EqualTo(tag));
    }

    [Test]
    public async Task An_event_says_who_owes_it_how_it_stands_and_where_to_read_more()
    {
        var own = await service.Public.EventAsync("AB-1");
        Assert.That(own["DESCRIPTION"], Is.EqualTo("Owed by: State VN.\\nStatus: not reported.\\nThe secretariat decided the deadline."));
        Assert.That(own["URL"], Is.EqualTo($"{service.Public.BaseAddress!.GetLeftPart(UriPartial.Authority)}/api/v1/commitments/AB-1"));
        Assert.That((await service.Public.GetAsync(own["URL"])).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(own["CATEGORIES"], Is.EqualTo("Instrument PLAN,Theme some"));
        Assert.That(
            (await service.Public.EventAsync("AB-1/1"))["DESCRIPTION"],
            Is.EqualTo("Owed by: State VN.\\nMilestone 1: not reached.")
        );
        await service.Admin.SendAsync(HttpMethod.Delete, "/commitments/AB-1/assignments/VN", tag: "*");
        Assert.That((await service.Public.EventAsync("AB-1"))["DESCRIPTION"], Does.StartWith("Nobody is assigned."));
    }

    [Test]
    public async Task Behind_a_proxy_an_event_leads_to_the_public_address()
    {
        using var behind = TestService.Start(settings: "Http:PublicUrl=https://tracker.example.org/asean");
        var events = CalendarFile.EventsIn(await behind.Public.CalendarAsync());
        Assert.That(events["HND-10"]["URL"], Is.EqualTo("https://tracker.example.org/asean/api/v1/commitments/HND-10"));
    }

    [Test]
    public async Task What_is_completed_says_so_and_has_no_alarm()
    {
        Assert.That(Alarms(await service.Public.CalendarAsync()), Is.EqualTo(3));
        await PatchAsync("AB-1/milestones/1", new { reachedOn = "2026-11-20" });
        var step = await service.Public.EventAsync("AB-1/1");
        Assert.That(step["SUMMARY"], Is.EqualTo("Completed: AB-1: First step (by the end of quarter 1 of 2027)"));
        Assert.That(step["DESCRIPTION"], Does.EndWith("Milestone 1: reached."));
        service.Clock.Advance(TimeSpan.FromHours(1));
        await PostAsync("/commitments/AB-1/progress-updates", CalendarFile.Completed("VN"));
        var own = await service.Public.EventAsync("AB-1");
        Assert.That((own["SUMMARY"], own["STATUS"], own.Sequence()), Is.EqualTo(("Completed: AB-1: Commitment AB-1", "CONFIRMED", 0)));
        Assert.That(own["LAST-MODIFIED"], Is.EqualTo("20261121T060000Z"));
        Assert.That(Alarms(await service.Public.CalendarAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task What_was_called_off_leaves_the_calendar_after_90_days_and_comes_back_with_a_higher_sequence()
    {
        await PatchAsync("AB-1", new { publication = "draft" });
        service.Clock.Advance(TimeSpan.FromDays(90));
        Assert.That((await service.Public.EventAsync("AB-1"))["STATUS"], Is.EqualTo("CANCELLED"));
        service.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(CalendarFile.EventsIn(await service.Public.CalendarAsync()).Keys, Is.EqualTo(["AB-2/1"]));
        await PatchAsync("AB-1", new { publication = "published" });
        Assert.That((await service.Public.EventAsync("AB-1")).Sequence(), Is.EqualTo(2));
    }

    [Test]
    public async Task The_last_day_of_all_has_an_event_too()
    {
        await PutDeadlineAsync("2100-12-31");
        var last = await service.Public.EventAsync("AB-1");
        Assert.That(last["DTSTART;VALUE=DATE"], Is.EqualTo("21001231"));
    }

    private static int Alarms(string calendar) => calendar.Split("\r\nTRIGGER:-P7D\r\n").Length - 1;

    private Task PatchAsync(string code, object body) => SendAsync(HttpMethod.Patch, $"/commitments/{code}", body);

    private Task PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, body);

    private Task PutDeadlineAsync(string? dueOn) =>
        SendAsync(
            HttpMethod.Put,
            "/commitments/AB-1/deadline",
            new
            {
                dueOn,
                precision = dueOn is null ? null : "day",
                basis = dueOn is null ? "none" : "decided",
                reason = "Said so",
            }
        );

    private async Task SendAsync(HttpMethod method, string path, object body)
    {
        var answer = await service.Admin.SendJsonAsync(method, path, body, "*");
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }

    private static object Step(string title, string dueOn, string precision, string? party) =>
        new
        {
            title,
            dueOn,
            precision,
            party,
        };
}
