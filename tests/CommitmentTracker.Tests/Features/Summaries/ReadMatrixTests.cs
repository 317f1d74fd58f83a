using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Summaries;

/// <summary>What the matrix shows where no list says it as well.</summary>
internal sealed class ReadMatrixTests
{
    private readonly TestService service = TestService.Start(settings: TestService.WithoutReferenceData);

    [OneTimeSetUp]
    public async Task AddCommitmentsAsync()
    {
        Array.ForEach(ReferenceRows.MemberStates, code => service.AddMemberState(code));
        service.AddTheme("scams");
        await service.AddInstrumentAsync("PLAN");
        await service.AddBodyAsync("WG-AI");
        await service.AddCommitmentAsync("M-1", "PLAN", "scams", "2026-12-01", "VN", "WG-AI");
        await service.AddCommitmentAsync("M-2", "PLAN", "scams", "2026-11-01", "VN", "TH");
        await service.AddCommitmentAsync("M-3", "PLAN", "scams");
        await service.PostAsync(
            "/commitments/M-1/progress-updates",
            new
            {
                party = "VN",
                asOf = "2026-10-01",
                status = "in_progress",
                health = "at_risk",
                healthReason = "Money",
                nilReturn = true,
            }
        );
        await service.Admin.SendJsonAsync(HttpMethod.Patch, "/commitments/M-2", new { supersededBy = "M-1" }, "*");
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task A_row_has_a_cell_for_each_member_state_that_it_is_assigned_to() =>
        Assert.That(
            (await MatrixAsync("q=M-1"))["rows"]!.ToJsonString(),
            Is.EqualTo(
                """[{"code":"M-1","title":"Commitment M-1","status":"in_progress","cells":{"VN":{"role":"lead","status":"in_progress","health":"at_risk","deadlineState":"due_soon","freshness":"current"}}}]"""
            )
        );

    [Test]
    public async Task What_was_superseded_is_owed_by_nobody()
    {
        var row = (await MatrixAsync("status=superseded"))["rows"]!.AsArray().Single()!;
        Assert.That((string?)row["code"], Is.EqualTo("M-2"));
        foreach (var cell in new[] { row["cells"]!["VN"]!, row["cells"]!["TH"]! })
        {
            Assert.That((string?)cell["status"], Is.EqualTo("superseded"));
            Assert.That((string?)cell["deadlineState"], Is.EqualTo("closed"));
        }
    }

    [Test]
    public async Task Every_member_state_is_a_column_and_no_body()
    {
        var columns = (await MatrixAsync(""))["memberStates"]!.AsArray();
        Assert.That(columns.Select(column => (string?)column!["code"]), Is.EqualTo(ReferenceRows.MemberStates));
        Assert.That((string?)columns[^1]!["name"], Is.EqualTo("State VN"));
    }

    [Test]
    public async Task The_member_states_asked_for_are_the_columns()
    {
        var matrix = await MatrixAsync("memberState=TH,BN");
        Assert.That(matrix["memberStates"]!.AsArray().Select(column => (string?)column!["code"]), Is.EqualTo(["BN", "TH"]));
        Assert.That(matrix["rows"]!.AsArray().Single()!["cells"]!.AsObject().Select(cell => cell.Key), Is.EqualTo(["TH"]));
    }

    [Test]
    public async Task The_day_moves_what_is_derived()
    {
        var matrix = await MatrixAsync("q=M-1&asOf=2027-06-01");
        Assert.That((string?)matrix["asOf"], Is.EqualTo("2027-06-01"));
        var cell = matrix["rows"]![0]!["cells"]!["VN"]!;
        Assert.That((string?)cell["deadlineState"], Is.EqualTo("overdue"));
        Assert.That((string?)cell["freshness"], Is.EqualTo("stale"));
    }

    [TestCase("status=late", "invalid_parameter")]
    [TestCase("groupBy=theme", "unknown_parameter")]
    [TestCase("limit=1", "unknown_parameter")]
    public async Task A_wrong_parameter_is_refused(string query, string code) =>
        await (await service.Public.SendAsync(HttpMethod.Get, $"/summary/matrix?{query}")).ProblemAsync(400, code);

    private Task<JsonNode> MatrixAsync(string query) => service.Public.GetJsonAsync($"/summary/matrix?{query}".TrimEnd('?'));
}
