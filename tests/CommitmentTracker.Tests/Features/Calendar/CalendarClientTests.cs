using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Calendar;

/// <summary>What is served is understood by two parsers and by a calendar program, none of which is ours.</summary>
internal sealed class CalendarClientTests
{
    private const string Packages = "/usr/lib/python3/dist-packages";

    private static readonly string[] Titles =
    [
        "a \"quoted\"; one, with a \\ in it",
        "=HYPERLINK(\"https://example.org\")",
        string.Concat(Enumerable.Repeat("🎉", 40)),
        "Thúc đẩy hợp tác số và chuyển đổi số toàn diện trong toàn khu vực Đông Nam Á",
        "ส่งเสริมความร่วมมือด้านดิจิทัลของภูมิภาคเอเชียตะวันออกเฉียงใต้",
        "ສົ່ງເສີມການຮ່ວມມືດ້ານດິຈິຕອນໃນອາຊຽນ",
        "ဒစ်ဂျစ်တယ်ပူးပေါင်းဆောင်ရွက်မှုကို မြှင့်တင်ရန်",
        "ជំរុញកិច្ចសហប្រតិបត្តិការឌីជីថលក្នុងតំបន់អាស៊ាន",
        "Plain",
    ];

    private readonly TestService service = TestService.Start(settings: [TestService.WithoutReferenceData, "RateLimits:Enabled=false"]);

    /// <summary>The last one is cancelled, and an event that is cancelled says no more than which one it is.</summary>
    private static IEnumerable<string> Summaries =>
        Titles.Select(
            (title, index) =>
                index == 0 ? $"Completed: AB-{index}: {title}"
                : index < Titles.Length - 1 ? $"AB-{index}: {title}"
                : $"AB-{index}"
        );

    [OneTimeSetUp]
    public async Task AddCommitmentsAsync()
    {
        service.AddMemberState("VN", @"State; of \ VN, and more");
        service.AddTheme("some");
        await service.AddInstrumentAsync("PLAN");
        foreach (var (index, title) in Titles.Index())
        {
            await service.AddCommitmentAsync($"AB-{index}", "PLAN", "some", $"2027-06-{10 + index}", "VN");
            await service.Admin.SendJsonAsync(HttpMethod.Patch, $"/commitments/AB-{index}", new { title }, "*");
        }

        await service.Admin.SendJsonAsync(HttpMethod.Post, "/commitments/AB-0/progress-updates", CalendarFile.Completed("VN"));
        await service.Admin.SendAsync(HttpMethod.Delete, $"/commitments/AB-{Titles.Length - 1}", tag: "*");
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task Two_parsers_read_every_event_as_it_was_meant()
    {
        DebianTool.Require("/usr/bin/python3", "python3");
        DebianTool.Require($"{Packages}/icalendar/__init__.py", "python3-icalendar");
        DebianTool.Require($"{Packages}/vobject/__init__.py", "python3-vobject");
        var script = Repository.PathOf("tests", "calendar", "parse.py");
        var printed = await DebianTool.RunAsync("/usr/bin/python3", [script], await service.Public.CalendarAsync());
        var events = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.That(events.Select(each => (string?)each["summary"]), Is.EqualTo(Summaries));
        Assert.That(events.Select(each => (string?)each["start"]), Is.EqualTo(Titles.Select((_, index) => $"2027-06-{10 + index}")));
        Assert.That(events.Select(each => (string?)each["end"]), Is.EqualTo(Titles.Select((_, index) => $"2027-06-{11 + index}")));
        Assert.That(events.Select(each => (string?)each["uid"]), Is.Unique);
        Assert.That((string?)events[^1]["status"], Is.EqualTo("CANCELLED"));
        Assert.That((int?)events[^1]["sequence"], Is.EqualTo(1));
        var described = events[..^1];
        Assert.That(described.Select(each => each["names"]!.ToJsonString()).Distinct().Count(), Is.EqualTo(1), "no line became another");
        Assert.That(
            described.Select(each => (string?)each["description"]),
            Is.All.StartsWith("Owed by: State; of \\ VN, and more.\nStatus: ")
        );
        Assert.That(described.Select(each => each["categories"]!.ToJsonString()), Is.All.EqualTo("""["Instrument PLAN","Theme some"]"""));
        Assert.That(described.Select(each => (string?)each["url"]), Is.All.Contains("/api/v1/commitments/AB-"));
        Assert.That(events.Select(each => each["alarms"]!.ToJsonString()).First(), Is.EqualTo("[]"));
        Assert.That(described[1..].Select(each => each["alarms"]!.ToJsonString()), Is.All.EqualTo("""["DISPLAY -7"]"""));
        Assert.That(events[^1]["alarms"]!.ToJsonString() + events[^1]["description"], Is.EqualTo("[]"));
    }

    [Test]
    public async Task A_calendar_program_shows_every_event_on_its_day()
    {
        DebianTool.Require("/usr/bin/khal", "khal");
        var folder = Directory.CreateDirectory(Path.Combine(service.Folder, "khal")).FullName;
        var config = Path.Combine(folder, "config");
        var calendar = Path.Combine(folder, "calendar.ics");
        await File.WriteAllTextAsync(
            config,
            $"""
            [calendars]
            [[tracker]]
            path = {Directory.CreateDirectory(Path.Combine(folder, "tracker")).FullName}
            [locale]
            timeformat = %H:%M
            dateformat = %Y-%m-%d
            longdateformat = %Y-%m-%d
            datetimeformat = %Y-%m-%d %H:%M
            longdatetimeformat = %Y-%m-%d %H:%M
            local_timezone = Asia/Jakarta
            default_timezone = Asia/Jakarta
            [sqlite]
            path = {Path.Combine(folder, "khal.db")}
            """
        );
        await File.WriteAllTextAsync(calendar, await service.Public.CalendarAsync());
        var home = ("HOME", folder);
        await DebianTool.RunAsync("/usr/bin/khal", ["-c", config, "import", "--batch", "-a", "tracker", calendar], "", home);
        string[] list = ["-c", config, "list", "--day-format", "", "--format", "{start-date} {title}", "2027-06-01", "30d"];
        var shown = (await DebianTool.RunAsync("/usr/bin/khal", list, "", home)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (index, summary) in Summaries.Index())
        {
            Assert.That(shown, Has.One.EqualTo($"2027-06-{10 + index} {summary}"));
        }
    }
}
