using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Access;

/// <summary>
/// A plausible, valid request for each row of the table. Each is made on records of its own, so that no answer depends on one before.
/// </summary>
internal static class RightsRequests
{
    private static readonly Dictionary<string, Func<Stage, string, Task<HttpRequestMessage>>> Makers = new(StringComparer.Ordinal)
    {
        ["ListCommitments"] = (_, _) => Task.FromResult(Get("/commitments")),
        ["CreateCommitment"] = (stage, _) => Task.FromResult(Send(HttpMethod.Post, "/commitments", Bodies.Commitment(stage.NewCode()))),
        ["ReadCommitment"] = async (stage, state) => Get(await AddressAsync(stage, state)),
        ["ChangeCommitment"] = (stage, state) => ChangeAsync(stage, state, HttpMethod.Patch, "", new JsonObject { ["verb"] = "aims" }),
        ["ArchiveCommitment"] = (stage, state) => ChangeAsync(stage, state, HttpMethod.Delete, "", null),
        ["ReadDeadline"] = async (stage, state) => Get($"{await AddressAsync(stage, state)}/deadline"),
        ["PutDeadline"] = (stage, state) =>
            ChangeAsync(stage, state, HttpMethod.Put, "/deadline", Bodies.Deadline().With(("reason", "A reason"), ("dueOn", "2028-01-31"))),
        ["ReadHistory"] = async (stage, state) => Get($"{await AddressAsync(stage, state)}/history"),
        ["ListCommitmentAssignments"] = async (stage, state) => Get($"{await AddressAsync(stage, state)}/assignments"),
        ["PutAssignment"] = (stage, state) =>
            ChangeAsync(
                stage,
                state,
                HttpMethod.Put,
                $"/assignments/{Some.Body}",
                new JsonObject { ["role"] = "support", ["basis"] = "inferred" }
            ),
        ["RemoveAssignment"] = (stage, state) => ChangeAsync(stage, state, HttpMethod.Delete, $"/assignments/{Some.Body}", null),
        ["ListMilestones"] = async (stage, state) => Get($"{await AddressAsync(stage, state)}/milestones"),
        ["CreateMilestone"] = (stage, state) => ChangeAsync(stage, state, HttpMethod.Post, "/milestones", Bodies.Milestone()),
        ["ReadMilestone"] = async (stage, state) => Get(await MilestoneAsync(stage, state)),
        ["ChangeMilestone"] = async (stage, state) =>
            await TaggedAsync(stage, HttpMethod.Patch, await MilestoneAsync(stage, state), new JsonObject { ["title"] = "Another title" }),
        ["DeleteMilestone"] = async (stage, state) => await TaggedAsync(stage, HttpMethod.Delete, await MilestoneAsync(stage, state), null),
        ["ListProgressUpdates"] = async (stage, state) => Get($"{await AddressAsync(stage, state)}/progress-updates"),
        ["ReportProgress"] = async (stage, state) =>
            Send(HttpMethod.Post, $"{await AddressAsync(stage, state)}/progress-updates", Bodies.Report()),
        ["ReadProgressUpdate"] = async (stage, state) =>
        {
            var code = await stage.CommitmentAsync(state is "of a draft" ? "draft" : "published");
            return Get($"/commitments/{code}/progress-updates/{await UpdateAsync(stage, code, state)}");
        },
        ["ReviewQueue"] = (_, _) => Task.FromResult(Get("/progress-updates?review=submitted")),
        ["VerifyProgressUpdate"] = async (stage, state) =>
            Send(
                HttpMethod.Post,
                $"/progress-updates/{await UpdateAsync(stage, await stage.CommitmentAsync(), Or(state, "submitted"))}/verify",
                null
            ),
        ["ReturnProgressUpdate"] = async (stage, state) =>
            Send(
                HttpMethod.Post,
                $"/progress-updates/{await UpdateAsync(stage, await stage.CommitmentAsync(), Or(state, "submitted"))}/return",
                new JsonObject { ["reason"] = "A reason" }
            ),
        ["VoidProgressUpdate"] = async (stage, state) =>
            Send(
                HttpMethod.Post,
                $"/progress-updates/{await UpdateAsync(stage, await stage.CommitmentAsync(), state)}/void",
                new JsonObject { ["reason"] = "A reason" }
            ),
        ["FollowChanges"] = (_, _) => Task.FromResult(Get("/changes")),
        ["ReadMatrix"] = (_, _) => Task.FromResult(Get("/summary/matrix")),
        ["ReadTimeline"] = (_, _) => Task.FromResult(Get("/summary/timeline")),
        ["ReadSummary"] = (_, _) => Task.FromResult(Get("/summary?groupBy=theme")),
        ["ListAssignments"] = (_, _) => Task.FromResult(Get("/assignments")),
        ["ListDeadlines"] = (_, _) => Task.FromResult(Get("/deadlines")),
        ["ReadCalendar"] = (_, _) => Task.FromResult(Get("/calendar.ics")),
        ["ExportCommitments"] = (_, _) => Task.FromResult(Get("/commitments.csv")),
        ["ExportCommitmentsAsXlsx"] = (_, _) => Task.FromResult(Get("/commitments.xlsx")),
        ["ExportAssignments"] = (_, _) => Task.FromResult(Get("/assignments.csv")),
        ["ExportAssignmentsAsXlsx"] = (_, _) => Task.FromResult(Get("/assignments.xlsx")),
        ["ExportProgressUpdates"] = (_, _) => Task.FromResult(Get("/progress-updates.csv")),
        ["ExportProgressUpdatesAsXlsx"] = (_, _) => Task.FromResult(Get("/progress-updates.xlsx")),
        ["ReadCommitmentTemplateAsCsv"] = (_, _) => Task.FromResult(Get("/templates/commitments.csv")),
        ["ReadCommitmentTemplateAsXlsx"] = (_, _) => Task.FromResult(Get("/templates/commitments.xlsx")),
        ["ReadProgressUpdateTemplateAsCsv"] = (_, _) => Task.FromResult(Get("/templates/progress-updates.csv")),
        ["ReadProgressUpdateTemplateAsXlsx"] = (_, _) => Task.FromResult(Get("/templates/progress-updates.xlsx")),
        ["ListRounds"] = (_, _) => Task.FromResult(Get("/rounds")),
        ["ReadRound"] = (_, _) => Task.FromResult(Get($"/rounds/{Stage.OpenRound}")),
        ["ReadReporting"] = (_, _) => Task.FromResult(Get($"/rounds/{Stage.OpenRound}/reporting")),
        ["ReadReportingSheet"] = (_, _) => Task.FromResult(Get($"/rounds/{Stage.OpenRound}/sheet.xlsx?party={Some.MemberState}")),
        ["PreviewRoundReport"] = (_, _) => Task.FromResult(Get($"/rounds/{Stage.OpenRound}/preview")),
        ["ReadRoundReport"] = (_, _) => Task.FromResult(Get($"/rounds/{Stage.ClosedRound}/report")),
        ["ReadRoundReportCsv"] = (_, _) => Task.FromResult(Get($"/rounds/{Stage.ClosedRound}/report.csv")),
        ["ReadRoundReportPage"] = (_, _) => Task.FromResult(Get($"/rounds/{Stage.ClosedRound}/report.html")),
        ["CompareRounds"] = (_, _) => Task.FromResult(Get($"/rounds/{Stage.ClosedRound}/comparison?with={Stage.EarlierRound}")),
        ["OpenRound"] = (stage, _) => Task.FromResult(Send(HttpMethod.Post, "/rounds", Bodies.Round(stage.NewCode()))),
        ["ChangeRound"] = async (stage, _) =>
            await TaggedAsync(
                stage,
                HttpMethod.Patch,
                $"/rounds/{await stage.OpenRoundAsync(stage.NewCode())}",
                new JsonObject { ["closesOn"] = "2027-02-15" }
            ),
        ["CloseRound"] = async (stage, _) =>
            await TaggedAsync(stage, HttpMethod.Post, $"/rounds/{await stage.OpenRoundAsync(stage.NewCode())}/close", null),
        ["ImportSheet"] = async (stage, _) => await ImportAsync(stage),
        ["ListCalendarFeeds"] = (_, _) => Task.FromResult(Get("/calendar-feeds")),
        ["CreateCalendarFeed"] = (_, _) => Task.FromResult(Send(HttpMethod.Post, "/calendar-feeds", Bodies.Feed())),
        ["ReadCalendarFeed"] = async (stage, _) => Get(await FeedAsync(stage)),
        ["RevokeCalendarFeed"] = async (stage, _) => Send(HttpMethod.Post, $"{await FeedAsync(stage)}/revoke", null),
        ["ListMemberStates"] = (_, _) => Task.FromResult(Get("/member-states")),
        ["ReadMemberState"] = (_, _) => Task.FromResult(Get($"/member-states/{Some.MemberState}")),
        ["ListBodies"] = (_, _) => Task.FromResult(Get("/bodies")),
        ["CreateBody"] = (stage, _) => Task.FromResult(Send(HttpMethod.Post, "/bodies", Bodies.AseanBody($"WG-{stage.NewCode()}"))),
        ["ReadBody"] = (_, _) => Task.FromResult(Get($"/bodies/{Some.Body}")),
        ["ChangeBody"] = (stage, _) => TaggedAsync(stage, HttpMethod.Patch, $"/bodies/{Some.Body}", ANewDescription(stage)),
        ["ListInstruments"] = (_, _) => Task.FromResult(Get("/instruments")),
        ["CreateInstrument"] = (stage, _) => Task.FromResult(Send(HttpMethod.Post, "/instruments", Bodies.Instrument(stage.NewCode()))),
        ["ReadInstrument"] = (_, _) => Task.FromResult(Get($"/instruments/{Some.Instrument}")),
        ["ChangeInstrument"] = (stage, _) =>
            TaggedAsync(stage, HttpMethod.Patch, $"/instruments/{Some.Instrument}", ANewDescription(stage)),
        ["ListThemes"] = (_, _) => Task.FromResult(Get("/themes")),
        ["ReadMe"] = (_, _) => Task.FromResult(Get("/me")),
        ["ListApiKeys"] = (_, _) => Task.FromResult(Get("/api-keys")),
        ["CreateApiKey"] = (_, _) => Task.FromResult(Send(HttpMethod.Post, "/api-keys", Bodies.Key("reader"))),
        ["ReadApiKey"] = async (stage, state) => Get(await KeyAsync(stage, state)),
        ["RevokeApiKey"] = async (stage, state) => Send(HttpMethod.Post, $"{await KeyAsync(stage, state)}/revoke", null),
    };

    public static Task<HttpRequestMessage> MakeAsync(RightsRow row, Stage stage) =>
        Makers.TryGetValue(row.Operation, out var maker)
            ? maker(stage, row.State)
            : throw new AssertionException($"{nameof(RightsRequests)} has no request for {row.Operation}.");

    /// <summary>The address of a new commitment in the state that the row says.</summary>
    private static async Task<string> AddressAsync(Stage stage, string state) =>
        "/commitments/"
        + state switch
        {
            "" => await stage.CommitmentAsync(),
            "of a draft" => await stage.CommitmentAsync("draft"),
            "withdrawn" => await stage.WithdrawnAsync(Bodies.Commitment(stage.NewCode())),
            "archived" => await stage.ArchivedAsync(Bodies.Commitment(stage.NewCode())),
            "that does not exist" => stage.NewCode(),
            _ => throw new AssertionException($"No commitment can be '{state}'."),
        };

    private static async Task<string> MilestoneAsync(Stage stage, string state)
    {
        var address = await AddressAsync(stage, state);
        return $"{address}/milestones/{await stage.MilestoneAsync(address.Split('/')[^1])}";
    }

    private static Task<string> UpdateAsync(Stage stage, string code, string state) =>
        state switch
        {
            "" or "of a draft" => stage.VerifiedAsync(code),
            "submitted" => stage.SubmittedAsync(code),
            "returned" => stage.ReturnedAsync(code),
            _ => throw new AssertionException($"No progress update can be '{state}'."),
        };

    private static async Task<string> KeyAsync(Stage stage, string state) =>
        "/api-keys/"
        + (state is "that does not exist" ? "019bc5a4-7c00-7000-8000-000000000002" : (await stage.KeyAsync(Bodies.Key("reader"))).Id);

    private static async Task<string> FeedAsync(Stage stage)
    {
        var created = await stage.Secretariat.SendJsonAsync(HttpMethod.Post, "/calendar-feeds", Bodies.Feed());
        return created.Headers.Location!.OriginalString[ApiExtensions.Root.Length..];
    }

    /// <summary>What was exported, back in as it is.</summary>
    private static async Task<HttpRequestMessage> ImportAsync(Stage stage)
    {
        await stage.CommitmentAsync();
        var sheet = await stage.Secretariat.GetByteArrayAsync(new Uri(ApiExtensions.Root + "/commitments.csv", UriKind.Relative));
        var content = new ByteArrayContent(sheet);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return new HttpRequestMessage(HttpMethod.Post, ApiExtensions.Root + "/imports?of=commitments&dryRun=true") { Content = content };
    }

    private static async Task<HttpRequestMessage> ChangeAsync(
        Stage stage,
        string state,
        HttpMethod method,
        string under,
        JsonObject? body
    ) => await TaggedAsync(stage, method, await AddressAsync(stage, state) + under, body);

    private static async Task<HttpRequestMessage> TaggedAsync(Stage stage, HttpMethod method, string path, JsonObject? body)
    {
        var request = Send(method, path, body);
        var record = await stage.Secretariat.SendAsync(HttpMethod.Get, string.Join('/', path.Split('/')[..3]));
        request.Headers.TryAddWithoutValidation("If-Match", record.Headers.ETag?.ToString() ?? "*");
        return request;
    }

    private static JsonObject ANewDescription(Stage stage) => new() { ["description"] = stage.NewCode() };

    private static HttpRequestMessage Get(string path) => Send(HttpMethod.Get, path, null);

    private static HttpRequestMessage Send(HttpMethod method, string path, JsonObject? body)
    {
        var mediaType = method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json";
        return new HttpRequestMessage(method, ApiExtensions.Root + path)
        {
            Content = body is null ? null : JsonContent.Create(body, new MediaTypeHeaderValue(mediaType)),
        };
    }

    private static string Or(string state, string usual) => state.Length == 0 ? usual : state;
}
