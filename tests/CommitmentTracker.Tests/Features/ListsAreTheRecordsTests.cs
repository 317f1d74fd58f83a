using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Features.Calendar;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features;

/// <summary>
/// Every list, figure, calendar and export over the same records holds what these say that are read one by one: the items, their order
/// and the totals, for whoever asks and on whatever day.
/// </summary>
internal sealed class ListsAreTheRecordsTests
{
    private const string Today = "2027-02-18";
    private const string Later = "2027-09-01";

    /// <summary>The one that has reports of every review state.</summary>
    private const string Reported = "OTHER-1";

    private static readonly string[] Codes = [.. Enumerable.Range(1, 60).Select(number => $"GEN-{number}"), Reported];

    private static readonly string[] Sorts =
    [
        "code",
        "-code",
        "title",
        "-title",
        "dueOn",
        "-dueOn",
        "status",
        "-status",
        "updatedAt",
        "-updatedAt",
        "dueOn,-title",
        "-status,updatedAt,-code",
    ];

    private readonly TestService service = TestService.Start(settings: [TestService.WithoutReferenceData, "RateLimits:Enabled=false"]);
    private readonly Dictionary<(string Caller, string AsOf), SingleReads> reads = [];
    private HttpClient focalPoint = null!;

    /// <summary>The generated records with milestones, and in each of the months that follow something is changed of some.</summary>
    [OneTimeSetUp]
    public async Task AddRecordsAsync()
    {
        await new GeneratedCommitments(service).AddAsync();
        await service.AddCommitmentAsync(Reported, "GEN-D", "gen_one", "2027-03-01", "VN");
        await AddMilestonesAsync();
        var key = await Stage.CreateAsync(service.Admin, "/api-keys", Bodies.Key("focal_point", "VN"));
        focalPoint = service.ClientWith((string)key["key"]!);
        await ReportAsync();

        service.Clock.Set("2026-12-15T05:00:00Z");
        await EachPublishedAsync(0, 9, HttpMethod.Patch, "", new { publication = "draft" });
        await EachPublishedAsync(1, 9, HttpMethod.Put, "/deadline", Deadline(null));
        service.Clock.Set("2027-01-20T05:00:00Z");
        await EachPublishedAsync(2, 9, HttpMethod.Put, "/deadline", Deadline("2027-03-05"));
        await EachPublishedAsync(
            3,
            9,
            HttpMethod.Patch,
            "",
            new
            {
                theme = "gen_two",
                instrument = "GEN-D",
                alsoUnder = new[] { "GEN-A" },
            }
        );
        await EachPublishedAsync(4, 9, HttpMethod.Put, "/assignments/VN", new { role = "support", basis = "inferred" });
        service.Clock.Set("2027-02-10T05:00:00Z");
        await EachPublishedAsync(5, 9, HttpMethod.Delete, "", null);
        await EachPublishedAsync(6, 9, HttpMethod.Patch, "", new { title = "Alpha renamed", description = "Omega by the sea" });
        service.Clock.Set($"{Today}T05:00:00Z");
        foreach (var asOf in new[] { Today, Later })
        {
            reads[("public", asOf)] = await SingleReads.ReadAsync(service.Public, Codes, asOf);
            reads[("focal point", asOf)] = await SingleReads.ReadAsync(focalPoint, Codes, asOf);
            reads[("admin", asOf)] = await SingleReads.ReadAsync(service.Admin, Codes, asOf);
        }
    }

    [OneTimeTearDown]
    public void Stop()
    {
        focalPoint.Dispose();
        service.Dispose();
    }

    [Test]
    public void The_records_put_to_the_test_are_of_every_sort()
    {
        var (seen, all) = (reads[("public", Today)].Commitments, reads[("admin", Today)].Commitments);
        Assert.That(all, Has.Count.GreaterThan(seen.Count + 5), "drafts and withdrawn ones");
        Assert.That(all, Has.Count.LessThan(Codes.Length - 5), "archived ones");
        Assert.That(seen.Select(item => (string?)item["kind"]).Distinct(), Is.EquivalentTo(["commitment", "proposal"]));
        Assert.That(
            seen.Select(item => (string?)item["status"]).Distinct(),
            Is.EquivalentTo(["not_reported", "not_started", "in_progress", "completed", "on_hold", "cancelled", "superseded"])
        );
        Assert.That(seen.SelectMany(SingleReads.Owners).Select(own => (string?)own["partyKind"]).Distinct(), Has.Exactly(2).Items);
        Assert.That(seen.Sum(item => reads[("public", Today)].MilestonesOf(item).Count), Is.GreaterThan(20));
    }

    [TestCaseSource(nameof(Sorts))]
    public async Task Commitments_in_each_order(string sort)
    {
        foreach (var (caller, client) in Callers)
        {
            var expected = Sorted(reads[(caller, Today)].Commitments, sort).Select(Item);
            var listed = await client.ItemsAsync($"/commitments?sort={sort}", limit: 7);
            Assert.That(listed.Select(item => item.ToJsonString()), Is.EqualTo(expected), caller);
        }
    }

    [TestCase("memberState=VN")]
    [TestCase("memberState=VN,TH")]
    [TestCase("party=GEN-WG-1,SG")]
    [TestCase("memberState=VN&party=GEN-WG-1,TH,ID")]
    [TestCase("memberState=VN&role=support")]
    [TestCase("role=lead")]
    [TestCase("instrument=GEN-A")]
    [TestCase("theme=gen_one,gen_two")]
    [TestCase("kind=proposal")]
    [TestCase("scope=national")]
    [TestCase("status=in_progress,on_hold")]
    [TestCase("status=superseded,cancelled")]
    [TestCase("health=at_risk,off_track")]
    [TestCase("deadlineState=overdue")]
    [TestCase("deadlineState=due_soon,upcoming")]
    [TestCase("deadlineState=met,met_late")]
    [TestCase("deadlineState=closed,no_deadline")]
    [TestCase("freshness=current")]
    [TestCase("freshness=stale")]
    [TestCase("freshness=none")]
    [TestCase("dueFrom=2026-06-01")]
    [TestCase("dueTo=2026-12-10")]
    [TestCase("dueFrom=2026-12-10&dueTo=2027-06-30")]
    [TestCase("updatedSince=2027-01-01T00:00:00Z")]
    [TestCase("publication=published")]
    [TestCase("q=alpha")]
    [TestCase("q=ome%20gen")]
    [TestCase("instrument=GEN-A,GEN-B&kind=commitment&status=in_progress,completed,not_reported&memberState=VN,TH,ID,MY,SG")]
    public async Task Commitments_by_each_filter(string query)
    {
        await AssertListAsync("/commitments", query, of => of.Selected(query).Select(Item));
        await AssertExportAsync("/commitments.csv", query, of => of.Selected(query).Select(item => Cells(of, item)));
    }

    [TestCase("")]
    [TestCase("memberState=VN")]
    [TestCase("body=GEN-WG-1")]
    [TestCase("memberState=VN,TH&body=GEN-WG-2")]
    [TestCase("memberState=VN&role=lead")]
    [TestCase("role=support")]
    [TestCase("instrument=GEN-A,GEN-B")]
    [TestCase("theme=gen_three")]
    [TestCase("kind=commitment")]
    [TestCase("scope=national")]
    [TestCase("status=completed,superseded")]
    [TestCase("status=not_reported")]
    [TestCase("health=off_track")]
    [TestCase("state=overdue")]
    [TestCase("state=due_soon,upcoming")]
    [TestCase("state=met,met_late,closed,no_deadline")]
    [TestCase("freshness=stale")]
    [TestCase("freshness=current,none")]
    [TestCase("from=2026-06-01&to=2027-03-05")]
    [TestCase("within=30d")]
    [TestCase("within=365d&memberState=VN,ID,SG")]
    [TestCase("q=beta")]
    [TestCase("publication=published")]
    [TestCase("memberState=VN&status=in_progress,not_reported&kind=commitment&instrument=GEN-A,GEN-B,GEN-C")]
    public async Task The_work_list_and_its_export(string query)
    {
        await AssertListAsync("/assignments", query, of => of.Assignments(query).Select(row => row.ToJsonString()));
        await AssertExportAsync(
            "/assignments.csv",
            query,
            of =>
                of.Assignments(query)
                    .OrderBy(row => (string?)row["code"], StringComparer.Ordinal)
                    .ThenBy(row => (string?)row["party"], StringComparer.Ordinal)
                    .Select(row => Cells(row, of.AsOf))
        );
    }

    [TestCase("")]
    [TestCase("memberState=VN")]
    [TestCase("body=GEN-WG-1")]
    [TestCase("memberState=VN,TH&body=GEN-WG-2&role=lead")]
    [TestCase("role=support")]
    [TestCase("instrument=GEN-A,GEN-B")]
    [TestCase("theme=gen_three")]
    [TestCase("kind=commitment")]
    [TestCase("scope=regional")]
    [TestCase("status=completed,cancelled")]
    [TestCase("health=off_track,at_risk")]
    [TestCase("freshness=stale")]
    [TestCase("state=overdue")]
    [TestCase("state=due_soon,upcoming")]
    [TestCase("state=met,met_late,closed")]
    [TestCase("from=2026-06-01&to=2027-03-05")]
    [TestCase("within=30d")]
    [TestCase("within=365d&memberState=VN,ID,SG")]
    [TestCase("q=beta")]
    [TestCase("publication=published")]
    public Task The_deadlines(string query) =>
        AssertListAsync("/deadlines", query, of => of.Deadlines(query).Select(row => row.ToJsonString()));

    [TestCase("/commitments", "commitments")]
    [TestCase("/assignments", "assignments")]
    [TestCase("/deadlines", "deadlines")]
    public async Task What_is_published_a_draft_or_archived_is_each_of_all_records_once(string path, string what)
    {
        var listed = new List<string>();
        foreach (var publication in new[] { "published", "draft", "archived" })
        {
            var items = await service.Admin.ItemsAsync($"{path}?publication={publication}");
            Assert.That(items, Is.Not.Empty, $"{what} {publication}");
            Assert.That(items.Select(item => (string?)item["publication"]), Has.All.EqualTo(publication));
            listed.AddRange(items.Select(item => (string)item["code"]!).Distinct());
        }

        Assert.That(listed, Is.Unique);
        if (path == "/commitments")
        {
            Assert.That(listed, Is.EquivalentTo(Codes));
        }
    }

    [TestCase("memberState", "")]
    [TestCase("body", "")]
    [TestCase("instrument", "")]
    [TestCase("theme", "")]
    [TestCase("memberState", "scope=national")]
    [TestCase("theme", "status=in_progress,completed")]
    [TestCase("instrument", "deadlineState=overdue,met")]
    public async Task The_summary(string groupBy, string query)
    {
        foreach (var (caller, client) in Callers)
        {
            foreach (var asOf in new[] { Today, Later })
            {
                var summary = await client.GetJsonAsync($"/summary?groupBy={groupBy}&asOf={asOf}&{query}".TrimEnd('&'));
                var groups = summary["groups"]!.AsArray().OfType<JsonNode>().ToList();
                Assert.That(groups.Select(group => (string?)group["key"]), Is.EqualTo(Keys(groupBy)));
                foreach (var group in groups)
                {
                    var expected = reads[(caller, asOf)].Figures(groupBy, (string)group["key"]!, query);
                    AssertFigures(group, expected, $"{caller} {asOf} {group["key"]}");
                }
            }
        }
    }

    [Test]
    public async Task The_totals_of_instruments()
    {
        foreach (var (caller, client) in Callers)
        {
            foreach (var asOf in new[] { Today, Later })
            {
                var instruments = (await client.GetJsonAsync($"/instruments?asOf={asOf}"))["items"]!.AsArray();
                Assert.That(instruments.Select(each => (string?)each!["code"]), Is.EqualTo(GeneratedCommitments.Instruments));
                foreach (var instrument in instruments)
                {
                    var code = (string)instrument!["code"]!;
                    var alone = await client.GetJsonAsync($"/instruments/{code}?asOf={asOf}");
                    Assert.That(instrument.ToJsonString(), Is.EqualTo(alone.ToJsonString()));
                    AssertFigures(instrument["totals"]!, reads[(caller, asOf)].Figures("instrument", code), $"{caller} {asOf} {code}");
                }
            }
        }
    }

    [TestCase("")]
    [TestCase("theme=gen_one")]
    [TestCase("instrument=GEN-A&status=in_progress,completed,superseded")]
    public async Task The_matrix(string query)
    {
        foreach (var asOf in new[] { Today, Later })
        {
            var matrix = await service.Public.GetJsonAsync($"/summary/matrix?asOf={asOf}&{query}".TrimEnd('&'));
            var expected = reads[("public", asOf)]
                .Selected(query)
                .Where(item => (string?)item["kind"] == "commitment")
                .Select(item => new JsonObject
                {
                    ["code"] = (string?)item["code"],
                    ["title"] = (string?)item["title"],
                    ["status"] = (string?)item["status"],
                    ["cells"] = new JsonObject(
                        SingleReads
                            .Owners(item)
                            .Where(own => (string?)own["partyKind"] == "member_state")
                            .Select(own => KeyValuePair.Create((string)own["party"]!, (JsonNode?)Cell(own)))
                    ),
                })
                .Select(row => row.ToJsonString());
            Assert.That(matrix["rows"]!.AsArray().Select(row => row!.ToJsonString()), Is.EqualTo(expected), asOf);
        }
    }

    [TestCase("")]
    [TestCase("theme=gen_two")]
    [TestCase("instrument=GEN-A,GEN-C")]
    [TestCase("memberState=VN,TH")]
    [TestCase("memberState=SG&theme=gen_one,gen_two&instrument=GEN-D,GEN-B")]
    public async Task The_timeline_is_the_histories_played_again(string query)
    {
        var histories = new List<List<JsonNode>>();
        foreach (var code in Codes)
        {
            var history = await service.Admin.ItemsAsync($"/commitments/{code}/history");
            history.Reverse();
            histories.Add(history);
        }

        var timeline = await service.Public.GetJsonAsync($"/summary/timeline?from=2026-10-01&{query}".TrimEnd('&'));
        string[] days = ["2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", Today];
        var expected = days.Select(day =>
        {
            var then = histories.Select(history => FieldsOn(history, day)).Where(fields => IsCounted(fields, query));
            var point = new JsonObject { ["on"] = day };
            foreach (var (name, value) in SingleReads.Counts([.. then.Select(fields => (string)fields["status"]!)]))
            {
                point[name] = value?.DeepClone();
            }

            return point;
        });
        Assert.That(
            timeline["points"]!.AsArray().Select(point => point!.ToJsonString()),
            Is.EqualTo(expected.Select(point => point.ToJsonString()))
        );
        Assert.That(timeline["points"]!.AsArray().Select(point => (int)point!["total"]!).Distinct().Count(), Is.GreaterThan(2));
    }

    [TestCase("")]
    [TestCase("memberState=VN")]
    [TestCase("memberState=TH&body=GEN-WG-1")]
    [TestCase("instrument=GEN-A")]
    [TestCase("theme=gen_one,gen_three")]
    public async Task The_calendar(string query)
    {
        var events = CalendarFile.EventsIn(await service.Public.CalendarAsync(query.Length > 0 ? $"?{query}" : ""));
        var standing = events.Where(each => each.Value["STATUS"] == "CONFIRMED").ToDictionary();
        var expected = reads[("public", Today)].Deadlines(query).Where(row => (string?)row["state"] != "closed").ToList();
        Assert.That(
            standing.Select(each => $"{each.Key} {each.Value["DTSTART;VALUE=DATE"]} {each.Value["SUMMARY"]}"),
            Is.EqualTo(
                expected
                    .OrderBy(row => (string?)row["code"], StringComparer.Ordinal)
                    .ThenBy(row => (int?)row["number"] ?? 0)
                    .Select(row => $"{Uid(row)} {((string)row["dueOn"]!).Replace("-", "", StringComparison.Ordinal)} {Title(row)}")
            )
        );
        foreach (var row in expected.Where(row => row["number"] is null))
        {
            var item = reads[("public", Today)].Commitments.Single(each => (string?)each["code"] == (string?)row["code"]);
            var owners = SingleReads.Owners(item).Select(own => (string?)own["name"]).ToList();
            Assert.That(
                standing[(string)row["code"]!]["DESCRIPTION"].Replace("\\,", ",", StringComparison.Ordinal),
                Does.StartWith(owners.Count == 0 ? "Nobody is assigned." : $"Owed by: {string.Join(", ", owners)}.")
                    .And.Contain($"Status: {((string)item["status"]!).Replace('_', ' ')}.")
            );
        }

        if (query.Length == 0)
        {
            var cancelled = events.Where(each => each.Value["STATUS"] == "CANCELLED").Select(each => each.Key);
            Assert.That(cancelled, Is.EquivalentTo(await ShownBeforeAsync(standing.Keys)));
        }
    }

    [TestCase("")]
    [TestCase("party=VN")]
    [TestCase("commitment=OTHER-1")]
    [TestCase("commitment=GEN-1,GEN-2,GEN-3,GEN-8,OTHER-1")]
    [TestCase("review=verified,returned")]
    public async Task The_export_of_progress_updates_is_the_list_and_the_list_is_what_each_is_alone(string query)
    {
        foreach (var (caller, client) in Callers)
        {
            var listed = await client.ItemsAsync($"/progress-updates?{query}".TrimEnd('?'), limit: 50);
            Assert.That(listed, Is.Not.Empty);
            foreach (var item in listed)
            {
                var alone = await client.GetJsonAsync($"/commitments/{item["commitment"]}/progress-updates/{item["id"]}");
                Assert.That(item.ToJsonString(), Is.EqualTo(alone.ToJsonString()), caller);
            }

            var exported = await RowsAsync(client, $"/progress-updates.csv?{query}".TrimEnd('?'));
            Assert.That(exported, Is.EquivalentTo(listed.Select(Cells)), caller);
            // Of what was recorded at one instant either may come first.
            if (listed.Select(item => (string?)item["recordedAt"]).Distinct().Count() == listed.Count)
            {
                Assert.That(exported, Is.EqualTo(listed.Select(Cells)), caller);
            }
        }
    }

    private (string Name, HttpClient Client)[] Callers =>
        [("public", service.Public), ("focal point", focalPoint), ("admin", service.Admin)];

    private async Task AssertListAsync(string path, string query, Func<SingleReads, IEnumerable<string>> expected)
    {
        var found = 0;
        foreach (var (caller, client) in Callers)
        {
            foreach (var asOf in new[] { Today, Later })
            {
                var listed = await client.ItemsAsync($"{path}?asOf={asOf}&{query}".TrimEnd('&'), limit: 13);
                Assert.That(listed.Select(item => item.ToJsonString()), Is.EqualTo(expected(reads[(caller, asOf)])), $"{caller} {asOf}");
                found += listed.Count;
            }
        }

        Assert.That(found, Is.Positive);
    }

    private async Task AssertExportAsync(string path, string query, Func<SingleReads, IEnumerable<string>> expected)
    {
        foreach (var (caller, client) in Callers)
        {
            var rows = await RowsAsync(client, $"{path}?{query}".TrimEnd('?'));
            Assert.That(rows, Is.EqualTo(expected(reads[(caller, Today)])), caller);
        }
    }

    private static void AssertFigures(JsonNode figures, JsonObject expected, string what)
    {
        foreach (var (name, value) in expected)
        {
            Assert.That(figures[name]?.ToJsonString(), Is.EqualTo(value?.ToJsonString()), $"{what} {name}");
        }
    }

    /// <summary>An item of the list: as the record alone, but without what is sent only where it is asked for.</summary>
    private static string Item(JsonNode item)
    {
        var listed = new JsonObject();
        foreach (var (name, value) in item.AsObject())
        {
            switch (name)
            {
                case "description" or "sources" or "asOf":
                    break;
                case "assignments":
                    listed["leads"] = Parties(item, "lead");
                    listed["supports"] = Parties(item, "support");
                    break;
                default:
                    listed[name] = value?.DeepClone();
                    break;
            }
        }

        return listed.ToJsonString();
    }

    private static JsonArray Parties(JsonNode item, string role) =>
        [.. SingleReads.Owners(item).Where(own => (string?)own["role"] == role).Select(own => (JsonNode)(string)own["party"]!)];

    private static List<JsonNode> Sorted(IEnumerable<JsonNode> items, string sort)
    {
        var keys = sort.Split(',').ToList();
        if (!keys.Exists(key => key.TrimStart('-') == "code"))
        {
            keys.Add(keys[^1].StartsWith('-') ? "-code" : "code");
        }

        var sorted = items.OrderBy(_ => 0);
        foreach (var key in keys)
        {
            string? Value(JsonNode item) =>
                key.TrimStart('-') == "dueOn" ? (string?)item["deadline"]!["dueOn"] ?? "9999" : (string?)item[key.TrimStart('-')];

            sorted = key.StartsWith('-')
                ? sorted.ThenByDescending(Value, StringComparer.Ordinal)
                : sorted.ThenBy(Value, StringComparer.Ordinal);
        }

        return [.. sorted];
    }

    private static string[] Keys(string groupBy) =>
        groupBy switch
        {
            "memberState" => ReferenceRows.MemberStates,
            "body" => GeneratedCommitments.Bodies,
            "instrument" => GeneratedCommitments.Instruments,
            _ => GeneratedCommitments.Themes,
        };

    private static JsonObject Cell(JsonNode own) =>
        new()
        {
            ["role"] = (string?)own["role"],
            ["status"] = (string?)own["status"],
            ["health"] = (string?)own["health"],
            ["deadlineState"] = (string?)own["deadlineState"],
            ["freshness"] = (string?)own["freshness"],
        };

    private static Dictionary<string, JsonNode?> FieldsOn(List<JsonNode> history, string day)
    {
        var fields = new Dictionary<string, JsonNode?>();
        // The day ends at midnight in Jakarta.
        foreach (var entry in history.TakeWhile(entry => string.CompareOrdinal((string?)entry["at"], $"{day}T17:00:00.000Z") < 0))
        {
            foreach (var field in entry["fields"]!.AsArray())
            {
                fields[(string)field!["field"]!] = field["after"];
            }
        }

        return fields;
    }

    private static bool IsCounted(Dictionary<string, JsonNode?> fields, string query)
    {
        string[] Wanted(string name) =>
            query
                .Split('&')
                .Where(each => each.StartsWith(name, StringComparison.Ordinal))
                .SelectMany(each => each.Split('=')[1].Split(','))
                .ToArray();

        var instruments = (fields.GetValueOrDefault("alsoUnder")?.AsArray().Select(code => (string?)code) ?? []).Append(
            (string?)fields.GetValueOrDefault("instrument")
        );
        return (string?)fields.GetValueOrDefault("publication") == "published"
            && (string?)fields["kind"] == "commitment"
            && (Wanted("theme") is [] || Wanted("theme").Contains((string?)fields["theme"]))
            && (Wanted("instrument") is [] || Wanted("instrument").Intersect(instruments).Any())
            && (
                Wanted("memberState") is []
                || Wanted("memberState").Any(code => fields.GetValueOrDefault($"assignments/{code}/role") is not null)
            );
    }

    /// <summary>What stood in the calendar at some time and does so no more, as the histories tell it.</summary>
    private async Task<IEnumerable<string>> ShownBeforeAsync(IEnumerable<string> standing)
    {
        var shown = new HashSet<string>();
        foreach (var code in Codes)
        {
            var fields = new Dictionary<string, JsonNode?>();
            foreach (var entry in (await service.Admin.ItemsAsync($"/commitments/{code}/history")).AsEnumerable().Reverse())
            {
                foreach (var field in entry["fields"]!.AsArray())
                {
                    fields[(string)field!["field"]!] = field["after"];
                }

                if ((string?)fields["publication"] == "published")
                {
                    shown.UnionWith(fields.Where(field => IsDue(field, (string)fields["status"]!)).Select(field => UidOf(field.Key, code)));
                }
            }
        }

        return shown.Except(standing);
    }

    private static bool IsDue(KeyValuePair<string, JsonNode?> field, string status) =>
        (field.Key == "deadline" || field.Key.StartsWith("milestones/", StringComparison.Ordinal))
        && field.Value?["dueOn"] is not null
        && (field.Value["reachedOn"] is not null || status is not ("cancelled" or "superseded"));

    private static string UidOf(string field, string code) =>
        field == "deadline" ? code : field.Replace("milestones", code, StringComparison.Ordinal);

    private static string Uid(JsonObject row) => row["number"] is { } number ? $"{row["code"]}/{number}" : (string)row["code"]!;

    private static string Title(JsonObject row)
    {
        var due = Some.Day((string)row["dueOn"]!);
        var period = (string?)row["precision"] switch
        {
            "month" => $" (by the end of {due.ToString("MMMM yyyy", CultureInfo.InvariantCulture)})",
            "quarter" => $" (by the end of quarter {(due.Month + 2) / 3} of {due.Year})",
            "year" => $" (by the end of {due.Year})",
            _ => "",
        };
        var completed = (string?)row["state"] is "met" or "met_late" ? "Completed: " : "";
        return $"{completed}{row["code"]}: {row["milestoneTitle"] ?? row["title"]}{period}";
    }

    /// <summary>The rows below the header, without the fingerprint.</summary>
    private static async Task<IEnumerable<string>> RowsAsync(HttpClient client, string path)
    {
        var rows = await client.GetRowsAsync(path);
        var shown = rows[0].Length - (rows[0][^1] == "fingerprint" ? 1 : 0);
        return rows[1..].Select(row => string.Join(" | ", row[..shown]));
    }

    private static string Cells(SingleReads of, JsonNode item)
    {
        string Owners(string role) =>
            string.Join(
                ' ',
                SingleReads.Owners(item).Where(own => (string?)own["role"] == role).Select(own => $"{own["party"]}:{own["basis"]}")
            );

        var deadline = item["deadline"]!;
        return string.Join(
            " | ",
            item["code"],
            item["title"],
            item["description"],
            item["kind"],
            item["verb"],
            item["scope"],
            item["instrument"]!["code"],
            string.Join(' ', item["alsoUnder"]!.AsArray()),
            item["theme"],
            item["publication"],
            item["supersededBy"],
            deadline["dueOn"],
            deadline["precision"],
            deadline["basis"],
            deadline["source"],
            "",
            Owners("lead"),
            Owners("support"),
            string.Join(
                '\n',
                of.MilestonesOf(item)
                    .Select(step =>
                        $"{step["number"]}|{step["title"]}|{step["dueOn"]}|{step["precision"]}|{step["party"]}|{step["reachedOn"]}"
                    )
            ),
            ""
        );
    }

    private static string Cells(JsonObject row, string asOf) =>
        string.Join(
            " | ",
            new[]
            {
                "code",
                "title",
                "instrument",
                "theme",
                "party",
                "name",
                "partyKind",
                "role",
                "basis",
                "status",
                "percent",
                "health",
                "healthReason",
                "dueOn",
                "precision",
                "deadlineState",
                "lastReportedOn",
                "completedOn",
                "freshness",
            }
                .Select(name => $"{row[name]}")
                .Append(asOf)
        );

    private static string Cells(JsonNode update) =>
        string.Join(
            " | ",
            update["commitment"],
            update["party"],
            update["asOf"],
            update["status"],
            update["percent"],
            update["health"],
            update["healthReason"],
            update["narrative"],
            update["nilReturn"],
            update["challenges"],
            update["nextStep"],
            string.Join('\n', update["evidence"]!.AsArray().Select(each => $"{each!["title"]}|{each["url"]}")),
            update["review"]
        );

    private async Task AddMilestonesAsync()
    {
        string?[] parties = [null, "VN", "GEN-WG-1"];
        string?[] reached = [null, null, "2026-10-01"];
        string[] precisions = ["day", "month", "quarter", "year"];
        var number = 0;
        foreach (var item in await service.Admin.ItemsAsync("/commitments"))
        {
            for (var left = number % 4; left > 0; left--, number++)
            {
                await ChangeAsync(
                    HttpMethod.Post,
                    $"/commitments/{item["code"]}/milestones",
                    new
                    {
                        title = $"Step {number}",
                        dueOn = $"202{6 + (number % 2)}-0{1 + (number % 9)}-15",
                        precision = precisions[number % 4],
                        party = parties[number % 3],
                        reachedOn = reached[number % 3],
                    }
                );
            }

            number++;
        }
    }

    /// <summary>Reports of every review state, with all that a report can say.</summary>
    private async Task ReportAsync()
    {
        foreach (var (asOf, review) in new[] { ("2026-11-01", ""), ("2026-11-02", "verify"), ("2026-11-03", "return"), ("2026-11-04", "") })
        {
            service.Clock.Advance(TimeSpan.FromMinutes(1));
            var body = Bodies.Report("VN", asOf).With(("percent", 40), ("health", "at_risk"), ("healthReason", "Rain, and \"more\" rain"));
            body["challenges"] = "Line one\nLine two";
            body["nextStep"] = "To go on";
            body["evidence"] = new JsonArray(
                new JsonObject { ["title"] = "A page", ["url"] = "https://example.org/a" },
                new JsonObject { ["title"] = "A letter" }
            );
            var made = await Stage.CreateAsync(focalPoint, $"/commitments/{Reported}/progress-updates", body);
            if (review.Length > 0)
            {
                var path = $"/progress-updates/{made["id"]}/{review}";
                var answer =
                    review == "return"
                        ? await service.Admin.SendJsonAsync(HttpMethod.Post, path, new { reason = "Say more" })
                        : await service.Admin.SendAsync(HttpMethod.Post, path);
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
            }
        }
    }

    private async Task EachPublishedAsync(int remainder, int of, HttpMethod method, string part, object? body)
    {
        var generated = (await service.Public.ItemsAsync("/commitments?fields=code")).Where(item => (string?)item["code"] != Reported);
        foreach (var (index, item) in generated.Index())
        {
            if (index % of == remainder)
            {
                await ChangeAsync(method, $"/commitments/{item["code"]}{part}", body);
            }
        }
    }

    private async Task ChangeAsync(HttpMethod method, string path, object? body)
    {
        var answer = body is null
            ? await service.Admin.SendAsync(method, path, tag: "*")
            : await service.Admin.SendJsonAsync(method, path, body, "*");
        Assert.That(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static object Deadline(string? dueOn) =>
        new
        {
            dueOn,
            precision = dueOn is null ? null : "day",
            basis = dueOn is null ? "none" : "decided",
            reason = "Said so",
        };
}
