using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Spreadsheets.Exports;

/// <summary>Of one record that has everything, with all that a cell must escape: each cell by its column, as the record says it.</summary>
internal sealed class ExportCellsTests
{
    private const string Code = "FULL-1";

    private Stage stage = null!;

    [OneTimeSetUp]
    public async Task AddRecordAsync()
    {
        stage = await Stage.StartAsync();
        await stage.CommitmentAsync(Bodies.Commitment("NEXT-1"));
        var body = Bodies.Commitment(Code).With(("title", "=SUM(A1), \"quoted\""), ("description", "Line one\nLine two"));
        body["verb"] = "calls for";
        body["kind"] = "proposal";
        body["scope"] = "bilateral";
        body["alsoUnder"] = new JsonArray(Some.OtherInstrument);
        body["deadline"] = new JsonObject
        {
            ["dueOn"] = "2027-05-01",
            ["precision"] = "quarter",
            ["basis"] = "inherited",
            ["source"] = "-Period",
        };
        body["sources"] = new JsonArray(
            new JsonObject
            {
                ["document"] = "Declaration | 2026",
                ["fragment"] = "Two\nlines",
                ["grade"] = "primary",
                ["url"] = "https://example.org/d",
            },
            new JsonObject { ["document"] = "News", ["grade"] = "secondary" }
        );
        body["assignments"]![1]!["role"] = "support";
        body["assignments"]![2]!["basis"] = "inferred";
        await stage.CommitmentAsync(body);
        await stage.MilestoneAsync(Code, Bodies.Milestone("A|B").With(("party", Some.MemberState), ("reachedOn", "2026-10-01")));
        await stage.MilestoneAsync(Code, Bodies.Milestone("All").With(("precision", "year")));
        var report = Bodies
            .Report()
            .With(("percent", 40), ("health", "at_risk"), ("healthReason", "+Rain"), ("narrative", "Done; =1\nMore"));
        report["challenges"] = "None, \"really\"";
        report["nextStep"] = "Next";
        report["evidence"] = new JsonArray(
            new JsonObject { ["title"] = "A|page", ["url"] = "https://example.org/e" },
            new JsonObject { ["title"] = "A letter" }
        );
        await stage.VerifiedAsync(Code, report);
        await stage.VerifiedAsync(
            Code,
            new JsonObject
            {
                ["party"] = Some.Body,
                ["asOf"] = "2026-11-02",
                ["status"] = "completed",
                ["nilReturn"] = true,
            }
        );
        await stage.SubmittedAsync(Code, Bodies.Report(asOf: "2026-11-03"));
    }

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task A_commitment()
    {
        var row = await RowAsync(stage.Public, "/commitments.csv", row => row["code"] == Code);
        Assert.That(row["fingerprint"], Does.Match("^n[0-9a-f]{16}$"));
        row.Remove("fingerprint");
        Assert.That(
            row,
            Is.EqualTo(
                new Dictionary<string, string>
                {
                    ["code"] = Code,
                    ["title"] = "'=SUM(A1), \"quoted\"",
                    ["description"] = "Line one\nLine two",
                    ["kind"] = "proposal",
                    ["verb"] = "calls for",
                    ["scope"] = "bilateral",
                    ["instrument"] = Some.Instrument,
                    ["alsoUnder"] = Some.OtherInstrument,
                    ["theme"] = Some.Theme,
                    ["publication"] = "published",
                    ["supersededBy"] = "",
                    ["dueOn"] = "2027-06-30",
                    ["precision"] = "quarter",
                    ["deadlineBasis"] = "inherited",
                    ["deadlineSource"] = "'-Period",
                    ["deadlineReason"] = "",
                    ["leads"] = "WG-SOME:inferred ZZ:stated",
                    ["supports"] = "YY:stated",
                    ["milestones"] = "1|A\\|B|2027-03-31|day|ZZ|2026-10-01\n2|All|2027-12-31|year||",
                    ["sources"] = "Declaration \\| 2026|Two\\nlines|primary|https://example.org/d\nNews||secondary|",
                }
            )
        );
    }

    [Test]
    public async Task An_assignment_with_a_report()
    {
        var row = await RowAsync(stage.Public, "/assignments.csv", row => row["commitment"] == Code && row["party"] == Some.MemberState);
        Assert.That(
            row,
            Is.EqualTo(
                new Dictionary<string, string>
                {
                    ["commitment"] = Code,
                    ["title"] = "'=SUM(A1), \"quoted\"",
                    ["instrument"] = Some.Instrument,
                    ["theme"] = Some.Theme,
                    ["party"] = Some.MemberState,
                    ["name"] = "Some state",
                    ["partyKind"] = "member_state",
                    ["role"] = "lead",
                    ["basis"] = "stated",
                    ["status"] = "in_progress",
                    ["percent"] = "40",
                    ["health"] = "at_risk",
                    ["healthReason"] = "'+Rain",
                    ["dueOn"] = "2027-06-30",
                    ["precision"] = "quarter",
                    ["deadlineState"] = "upcoming",
                    ["lastReportedOn"] = "2026-11-01",
                    ["completedOn"] = "",
                    ["freshness"] = "current",
                    ["asOf"] = "2026-11-21",
                }
            )
        );
    }

    [TestCase(Some.Body, "2027-07-01", "body lead completed met 2026-11-02 2026-11-02 current 2027-07-01")]
    [TestCase(Stage.OtherMemberState, "2027-07-01", "member_state support not_reported overdue   none 2027-07-01")]
    [TestCase(Some.MemberState, "2027-07-01", "member_state lead in_progress overdue 2026-11-01  stale 2027-07-01")]
    public async Task An_assignment_stands_as_on_the_day_that_is_asked_for(string party, string asOf, string cells)
    {
        var row = await RowAsync(stage.Public, $"/assignments.csv?asOf={asOf}", row => row["commitment"] == Code && row["party"] == party);
        string[] shown = ["partyKind", "role", "status", "deadlineState", "lastReportedOn", "completedOn", "freshness", "asOf"];
        Assert.That(string.Join(' ', shown.Select(column => row[column])), Is.EqualTo(cells));
    }

    [Test]
    public async Task A_progress_update()
    {
        var row = await RowAsync(stage.Public, "/progress-updates.csv", row => row["party"] == Some.MemberState);
        Assert.That(
            row,
            Is.EqualTo(
                new Dictionary<string, string>
                {
                    ["commitment"] = Code,
                    ["party"] = Some.MemberState,
                    ["asOf"] = "2026-11-01",
                    ["status"] = "in_progress",
                    ["percent"] = "40",
                    ["health"] = "at_risk",
                    ["healthReason"] = "'+Rain",
                    ["narrative"] = "Done;' =1\nMore",
                    ["nilReturn"] = "false",
                    ["challenges"] = "None, \"really\"",
                    ["nextStep"] = "Next",
                    ["evidence"] = "A\\|page|https://example.org/e\nA letter|",
                    ["review"] = "verified",
                }
            )
        );
    }

    [Test]
    public async Task A_nil_return_and_one_that_waits_for_its_review()
    {
        var nil = await RowAsync(stage.Public, "/progress-updates.csv", row => row["party"] == Some.Body);
        Assert.That(string.Join('|', nil.Values), Is.EqualTo($"{Code}|{Some.Body}|2026-11-02|completed|||||true||||verified"));
        var waiting = await RowAsync(stage.FocalPoint, "/progress-updates.csv", row => row["asOf"] == "2026-11-03");
        Assert.That(
            string.Join('|', waiting.Values),
            Is.EqualTo($"{Code}|{Some.MemberState}|2026-11-03|in_progress||||What was done|false||||submitted")
        );
    }

    [Test]
    public async Task A_commitment_with_a_successor_names_it()
    {
        using var own = await Stage.StartAsync();
        var (code, successor) = (await own.CommitmentAsync(), await own.CommitmentAsync());
        await own.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["supersededBy"] = successor });
        var row = await RowAsync(own.Public, "/commitments.csv", row => row["code"] == code);
        Assert.That(row["supersededBy"], Is.EqualTo(successor));
        var assignment = await RowAsync(own.Public, "/assignments.csv", row => row["commitment"] == code && row["party"] == Some.Body);
        Assert.That($"{assignment["status"]} {assignment["deadlineState"]}", Is.EqualTo("superseded closed"));
    }

    private static async Task<Dictionary<string, string>> RowAsync(
        HttpClient client,
        string path,
        Func<Dictionary<string, string>, bool> isMeant
    )
    {
        var rows = await client.GetRowsAsync(path);
        Assert.That(rows.Select(row => row.Length).Distinct().Count(), Is.EqualTo(1), "each row has a cell for each column");
        return rows[1..].Select(row => rows[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second)).Single(isMeant);
    }
}
