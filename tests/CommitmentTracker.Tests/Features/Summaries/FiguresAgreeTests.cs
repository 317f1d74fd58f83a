using System.Text.Json.Nodes;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CommitmentTracker.Tests.Features.Summaries;

/// <summary>
/// Figures agree everywhere: on generated data, and for any combination of filters, every count that is shown is what the lists hold for the
/// same selection. A failure prints the seed of the data, and FsCheck the smallest combination that it found and how to play it again.
/// </summary>
[TestFixture(1)]
[TestFixture(2)]
[TestFixture(3)]
internal sealed class FiguresAgreeTests(int seed)
{
    private const int Combinations = 40;
    private const string Fields = "limit=200&fields=title,status,freshness,deadline,theme,instrument,alsoUnder,kind,assignments";

    private int rounds;

    private readonly TestService service = TestService.Start(settings: [TestService.WithoutReferenceData, "RateLimits:Enabled=false"]);

    [OneTimeSetUp]
    public Task AddCommitmentsAsync() => new GeneratedCommitments(service, seed).AddAsync();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    /// <summary>Every place that shows figures. A new one gets its line here and its method below.</summary>
    [TestCase(nameof(CommitmentsInSummaryAsync))]
    [TestCase(nameof(AssignmentsInSummaryAsync))]
    [TestCase(nameof(CellsInMatrixAsync))]
    [TestCase(nameof(TodayInTimelineAsync))]
    [TestCase(nameof(CommitmentsInDeadlinesAsync))]
    [TestCase(nameof(RowsInWorkListAsync))]
    [TestCase(nameof(FiguresInRoundAsync))]
    public void Every_count_is_that_of_the_list(string place)
    {
        Func<Selection, Task> agrees = place switch
        {
            nameof(CommitmentsInSummaryAsync) => CommitmentsInSummaryAsync,
            nameof(AssignmentsInSummaryAsync) => AssignmentsInSummaryAsync,
            nameof(CellsInMatrixAsync) => CellsInMatrixAsync,
            nameof(TodayInTimelineAsync) => TodayInTimelineAsync,
            nameof(CommitmentsInDeadlinesAsync) => CommitmentsInDeadlinesAsync,
            nameof(RowsInWorkListAsync) => RowsInWorkListAsync,
            nameof(FiguresInRoundAsync) => FiguresInRoundAsync,
            _ => throw new ArgumentOutOfRangeException(nameof(place)),
        };
        TestContext.Out.WriteLine($"The data's seed is {seed}.");
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Combinations),
            Prop.ForAll(RandomFilters.All, filters => agrees(new Selection(filters)).GetAwaiter().GetResult())
        );
    }

    private async Task CommitmentsInSummaryAsync(Selection selection)
    {
        var items = await ItemsAsync(selection);
        foreach (var group in await GroupsAsync("theme", selection))
        {
            var inIt = items.Where(item => (string?)item["theme"] == (string?)group["key"]);
            group.AssertCounts(inIt.Select(SummaryCounts.OfCommitment), selection.Query);
        }

        foreach (var group in await GroupsAsync("instrument", selection))
        {
            var inIt = items.Where(item => SummaryCounts.InstrumentsOf(item).Contains((string?)group["key"]));
            group.AssertCounts(inIt.Select(SummaryCounts.OfCommitment), selection.Query);
        }
    }

    private async Task AssignmentsInSummaryAsync(Selection selection)
    {
        var items = await ItemsAsync(selection.Only(name => !RandomFilters.OfAssignments.ContainsKey(name)));
        var assignments = items
            .SelectMany(item => item["assignments"]!.AsArray().OfType<JsonNode>())
            .Where(assignment => selection.Meets(assignment))
            .ToLookup(assignment => (string?)assignment["party"]);
        foreach (var groupBy in new[] { "memberState", "body" })
        {
            foreach (var group in await GroupsAsync(groupBy, selection))
            {
                group.AssertCounts(assignments[(string?)group["key"]].Select(SummaryCounts.OfAssignment), selection.Query);
            }
        }
    }

    private async Task CellsInMatrixAsync(Selection selection)
    {
        var items = await ItemsAsync(selection);
        var matrix = await service.Public.GetJsonAsync($"/summary/matrix?{selection.Query}");
        var columns = matrix["memberStates"]!.AsArray().Select(column => (string?)column!["code"]).ToList();
        Assert.That(columns, Is.EqualTo(ReferenceRows.MemberStates.Where(code => selection.Includes("memberState", code))));
        var rows = matrix["rows"]!.AsArray().OfType<JsonNode>().ToList();
        Assert.That(rows.Select(row => (string?)row["code"]), Is.EqualTo(items.Select(item => (string?)item["code"])), selection.Query);
        foreach (var (row, item) in rows.Zip(items))
        {
            Assert.That((string?)row["status"], Is.EqualTo((string?)item["status"]), selection.Query);
            var assignments = item["assignments"]!.AsArray().Where(each => columns.Contains((string?)each!["party"])).ToList();
            Assert.That(row["cells"]!.AsObject(), Has.Count.EqualTo(assignments.Count), selection.Query);
            foreach (var assignment in assignments)
            {
                var cell = row["cells"]![(string)assignment!["party"]!]!;
                Assert.That(cell.ToJsonString(), Is.EqualTo(CellOf(item, assignment).ToJsonString()), selection.Query);
            }
        }
    }

    private async Task TodayInTimelineAsync(Selection selection)
    {
        var asked = selection.Only(name => name is "instrument" or "theme" or "memberState");
        var items = await ItemsAsync(asked);
        var timeline = await service.Public.GetJsonAsync($"/summary/timeline?{asked.Query}".TrimEnd('?'));
        var point = timeline["points"]!.AsArray()[^1]!;
        Assert.That((string?)point["on"], Is.EqualTo((string?)timeline["asOf"]));
        Assert.That((long)point["total"]!, Is.EqualTo(items.Count), asked.Query);
        foreach (var status in EnumCode.All<Status>())
        {
            var expected = items.Count(item => (string?)item["status"] == status);
            Assert.That((long)point["byStatus"]![status]!, Is.EqualTo(expected), $"{status} {asked.Query}");
        }
    }

    private async Task CommitmentsInDeadlinesAsync(Selection selection)
    {
        string[] shared = ["memberState", "instrument", "theme", "scope", "status", "health", "freshness", "q", "asOf"];
        var asked = selection.Only(shared.Contains);
        var items = (await ItemsAsync(asked)).Where(item => item["deadline"]!["dueOn"] is not null).ToList();
        var due = await service.Public.GetJsonAsync($"/deadlines?kind=commitment&limit=200&{asked.Query}".TrimEnd('&'));
        Assert.That(due["page"]!["next"], Is.Null, "one page holds them all");
        var commitments = due["items"]!.AsArray().Where(each => (string?)each!["type"] == "commitment").ToList();
        Assert.That(
            commitments.Select(each => $"{each!["code"]} {each["state"]} {each["dueOn"]}").Order(),
            Is.EqualTo(items.Select(item => $"{item["code"]} {item["deadline"]!["state"]} {item["deadline"]!["dueOn"]}").Order()),
            asked.Query
        );
    }

    private async Task RowsInWorkListAsync(Selection selection)
    {
        var asked = selection.Only(name => name is "instrument" or "theme" or "scope" or "status" or "freshness" or "asOf");
        foreach (var group in await GroupsAsync("memberState", asked))
        {
            var rows = await service.Public.GetJsonAsync(
                $"/assignments?kind=commitment&limit=200&memberState={group["key"]}&{asked.Query}"
            );
            Assert.That(rows["page"]!["next"], Is.Null, "one page holds them all");
            group.AssertCounts(rows["items"]!.AsArray().Select(row => SummaryCounts.OfAssignment(row!)), asked.Query);
        }
    }

    private async Task FiguresInRoundAsync(Selection selection)
    {
        var asked = selection.Only(name => name == "instrument");
        var instruments = asked
            .Filters.SelectMany(filter => filter.Value.Split(','))
            .DefaultIfEmpty(GeneratedCommitments.Instruments[0])
            .Distinct();
        var code = $"ROUND-{Interlocked.Increment(ref rounds)}";
        var opened = await service.Admin.SendJsonAsync(
            HttpMethod.Post,
            "/rounds",
            Bodies.Round(code).With(("instruments", new JsonArray([.. instruments.Select(each => (JsonNode)each)])))
        );
        Assert.That((int)opened.StatusCode, Is.EqualTo(201), await opened.Content.ReadAsStringAsync());
        var items = await ItemsAsync(new Selection([("instrument", string.Join(',', instruments))]));
        var report = await service.Public.GetJsonAsync($"/rounds/{code}/preview");
        report["figures"]!["commitments"]!.AssertCounts(items.Select(SummaryCounts.OfCommitment), code);
        Assert.That(
            report["matrix"]!["rows"]!.AsArray().Select(row => $"{row!["code"]} {row["status"]}"),
            Is.EqualTo(items.Select(item => $"{item["code"]} {item["status"]}")),
            code
        );
    }

    /// <summary>What a superseded commitment has left of its assignments is superseded with it.</summary>
    private static JsonObject CellOf(JsonNode item, JsonNode assignment)
    {
        var isSuperseded = (string?)item["status"] == "superseded";
        return new JsonObject
        {
            ["role"] = assignment["role"]!.DeepClone(),
            ["status"] = isSuperseded ? "superseded" : assignment["status"]!.DeepClone(),
            ["health"] = assignment["health"]?.DeepClone(),
            ["deadlineState"] = (isSuperseded ? item["deadline"]!["state"] : assignment["deadlineState"])!.DeepClone(),
            ["freshness"] = assignment["freshness"]!.DeepClone(),
        };
    }

    /// <summary>What the list holds for the selection, of kind commitment alone.</summary>
    private async Task<List<JsonNode>> ItemsAsync(Selection selection)
    {
        var list = await service.Public.GetJsonAsync($"/commitments?{Fields}&{selection.Query}".TrimEnd('&'));
        Assert.That(list["page"]!["next"], Is.Null, "one page holds them all");
        Assert.That((long)list["page"]!["total"]!, Is.EqualTo(list["items"]!.AsArray().Count), selection.Query);
        return [.. list["items"]!.AsArray().OfType<JsonNode>().Where(item => (string?)item["kind"] == "commitment")];
    }

    private async Task<List<JsonNode>> GroupsAsync(string groupBy, Selection selection)
    {
        var summary = await service.Public.GetJsonAsync($"/summary?groupBy={groupBy}&{selection.Query}".TrimEnd('&'));
        return [.. summary["groups"]!.AsArray().OfType<JsonNode>()];
    }

    private sealed record Selection((string Name, string Value)[] Filters)
    {
        public string Query => string.Join('&', Filters.Select(filter => $"{filter.Name}={Uri.EscapeDataString(filter.Value)}"));

        public Selection Only(Func<string, bool> isMeant) => new([.. Filters.Where(filter => isMeant(filter.Name))]);

        public bool Includes(string name, string? value) =>
            Filters.Where(filter => filter.Name == name).All(filter => filter.Value.Split(',').Contains(value));

        public bool Meets(JsonNode assignment) =>
            RandomFilters.OfAssignments.All(filter => Includes(filter.Key, (string?)assignment[filter.Value]));
    }
}
