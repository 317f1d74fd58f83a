using System.Text.Json;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.OpenApi;

/// <summary>The examples in the contract are true: the service takes each request, and gave each answer.</summary>
internal sealed class ExampleTests
{
    private static readonly string Folder = Repository.PathOf("src", "CommitmentTracker", "Api", "Contract", "Examples");

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>Reads whose answers over the reference data are examples; a list shows its first item.</summary>
    [TestCase("ReadCommitment", "/commitments/BI-KH-1")]
    [TestCase("ListCommitments", "/commitments?limit=1")]
    [TestCase("ListCommitmentAssignments", "/commitments/BI-KH-1/assignments")]
    [TestCase("ReadDeadline", "/commitments/DEFA-02/deadline")]
    [TestCase("ListProgressUpdates", "/commitments/VN-03/progress-updates?limit=1")]
    [TestCase("ReadMemberState", "/member-states/VN")]
    [TestCase("ReadBody", "/bodies/WG-AI")]
    [TestCase("ReadInstrument", "/instruments/DEFA")]
    [TestCase("FollowChanges", "/changes?limit=1")]
    public async Task An_answer_is_what_the_service_gave(string operation, string path)
    {
        using var service = TestService.Start();
        var answer = await service.Public.GetJsonAsync(path);
        Snapshot.Matches(
            Steady(answer).ToJsonString(Indented) + "\n",
            "src",
            "CommitmentTracker",
            "Api",
            "Contract",
            "Examples",
            $"{operation}.response.json"
        );
    }

    [TestCaseSource(nameof(Requests))]
    public async Task A_request_is_one_that_the_service_takes(string operation)
    {
        using var service = TestService.Start();
        var contract = JsonNode.Parse(await service.Public.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;
        var (method, path) = Find(contract, operation);
        var body = await File.ReadAllTextAsync(Path.Combine(Folder, $"{operation}.request.json"));
        var address = await new Prepared(service).AddressAsync(path);
        var answer = await service.Admin.SendJsonAsync(method, address, body, "*");
        Assert.That((int)answer.StatusCode, Is.EqualTo(200).Or.EqualTo(201), await answer.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Every_operation_with_a_body_has_an_example()
    {
        using var service = TestService.Start(settings: TestService.WithoutReferenceData);
        var contract = JsonNode.Parse(await service.Public.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;
        var withBody = Operations(contract)
            .Where(each =>
                each.Operation["requestBody"]?["content"]?.AsObject().Any(content => content.Key.Contains("json", StringComparison.Ordinal))
                == true
            )
            .Select(each => (string?)each.Operation["operationId"]);
        Assert.That(Requests(), Is.EquivalentTo(withBody));
    }

    private static IEnumerable<string> Requests() =>
        Directory.GetFiles(Folder, "*.request.json").Select(file => Path.GetFileName(file).Split('.')[0]).Order(StringComparer.Ordinal);

    private static (HttpMethod Method, string Path) Find(JsonNode contract, string operation)
    {
        var found = Operations(contract).Single(each => (string?)each.Operation["operationId"] == operation);
        return (HttpMethod.Parse(found.Method), found.Path[ApiExtensions.Root.Length..]);
    }

    private static IEnumerable<(string Method, string Path, JsonNode Operation)> Operations(JsonNode contract) =>
        contract["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(each => (each.Key, path.Key, each.Value!)));

    /// <summary>Ids begin with the time of the first start and end in chance.</summary>
    private static JsonNode Steady(JsonNode answer)
    {
        foreach (var item in answer["items"] as JsonArray ?? [])
        {
            if (item is JsonObject { } record && record.ContainsKey("id"))
            {
                record["id"] = "019bc5a4-7c00-7000-8000-000000000001";
            }
        }

        if (answer["page"] is JsonObject page && page["next"] is not null)
        {
            page["next"] = "eyJRdWVyeSI6IjAwIiwiQWZ0ZXIiOlsiQUlOLTAxIl19";
        }

        return answer;
    }

    /// <summary>Makes what an example's address needs: a milestone, a submitted update.</summary>
    private sealed class Prepared(TestService service)
    {
        public async Task<string> AddressAsync(string path) =>
            path.Replace("{code}", await CodeAsync(path), StringComparison.Ordinal)
                .Replace("{party}", "VN", StringComparison.Ordinal)
                .Replace(
                    "{number}",
                    path.Contains("{number}", StringComparison.Ordinal) ? await MilestoneAsync() : "",
                    StringComparison.Ordinal
                )
                .Replace(
                    "{id}",
                    path.Contains("{id}", StringComparison.Ordinal)
                        ? await (path.EndsWith("/void", StringComparison.Ordinal) ? VerifiedAsync() : SubmittedAsync())
                        : "",
                    StringComparison.Ordinal
                );

        private async Task<string> CodeAsync(string path) =>
            path.Split('/')[1] switch
            {
                "commitments" => "HND-10",
                "instruments" => "HANOI-2026",
                "bodies" => "WG-AI",
                "rounds" => await OpenRoundAsync(),
                _ => "",
            };

        private async Task<string> MilestoneAsync()
        {
            var body = new
            {
                title = "A step",
                dueOn = "2027-06-30",
                precision = "day",
            };
            var created = await service.Admin.SendJsonAsync(HttpMethod.Post, "/commitments/HND-10/milestones", body, "*");
            return (await created.JsonAsync())["number"]!.ToString();
        }

        private async Task<string> OpenRoundAsync()
        {
            var body = Bodies.Round("ROUND-1").With(("instruments", new JsonArray("HANOI-2026")));
            await service.Admin.SendJsonAsync(HttpMethod.Post, "/rounds", body);
            return "ROUND-1";
        }

        private async Task<string> VerifiedAsync()
        {
            var id = await SubmittedAsync();
            await service.Admin.SendAsync(HttpMethod.Post, $"/progress-updates/{id}/verify");
            return id;
        }

        private async Task<string> SubmittedAsync()
        {
            var key = await service.Admin.SendJsonAsync(
                HttpMethod.Post,
                "/api-keys",
                new
                {
                    name = "Focal point",
                    role = "focal_point",
                    party = "VN",
                }
            );
            using var focalPoint = service.ClientWith((string)(await key.JsonAsync())["key"]!);
            var update = new
            {
                party = "VN",
                asOf = "2026-10-01",
                status = "in_progress",
                narrative = "Begun.",
            };
            var submitted = await focalPoint.SendJsonAsync(HttpMethod.Post, "/commitments/HND-10/progress-updates", update);
            return (string)(await submitted.JsonAsync())["id"]!;
        }
    }
}
