using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support;

/// <summary>Bodies that the API takes as they are; a test changes the members that it is about.</summary>
internal static class Bodies
{
    /// <summary>A commitment that both member states and the body of <see cref="Stage"/> own.</summary>
    public static JsonObject Commitment(string code, string publication = "published") =>
        new()
        {
            ["code"] = code,
            ["title"] = $"Title of {code}",
            ["description"] = "A description",
            ["kind"] = "commitment",
            ["scope"] = "regional",
            ["instrument"] = Some.Instrument,
            ["theme"] = Some.Theme,
            ["publication"] = publication,
            ["deadline"] = Deadline(),
            ["assignments"] = new JsonArray(Assignment(Some.MemberState), Assignment(Stage.OtherMemberState), Assignment(Some.Body)),
        };

    public static JsonObject Assignment(string party) =>
        new()
        {
            ["party"] = party,
            ["role"] = "lead",
            ["basis"] = "stated",
        };

    public static JsonObject Deadline() =>
        new()
        {
            ["dueOn"] = "2027-06-30",
            ["precision"] = "day",
            ["basis"] = "stated",
            ["source"] = "A source",
        };

    public static JsonObject Milestone(string title = "A milestone") =>
        new()
        {
            ["title"] = title,
            ["dueOn"] = "2027-03-31",
            ["precision"] = "day",
        };

    public static JsonObject Report(string party = Some.MemberState, string asOf = "2026-11-01") =>
        new()
        {
            ["party"] = party,
            ["asOf"] = asOf,
            ["status"] = "in_progress",
            ["narrative"] = "What was done",
        };

    public static JsonObject Round(string code) =>
        new()
        {
            ["code"] = code,
            ["name"] = $"Round {code}",
            ["instruments"] = new JsonArray(Some.Instrument),
            ["period"] = new JsonObject { ["from"] = "2026-01-01", ["to"] = "2026-12-31" },
            ["closesOn"] = "2027-01-31",
        };

    public static JsonObject Feed(string party = Some.MemberState) => new() { ["name"] = "A calendar", ["party"] = party };

    public static JsonObject Instrument(string code) =>
        new()
        {
            ["code"] = code,
            ["title"] = $"Title of {code}",
            ["kind"] = "plan",
            ["nature"] = "not_stated",
        };

    public static JsonObject AseanBody(string code) =>
        new()
        {
            ["code"] = code,
            ["name"] = $"Name of {code}",
            ["basis"] = "stated",
        };

    public static JsonObject Key(string role, string? party = null, string? expiresOn = null) =>
        new()
        {
            ["name"] = $"Key of a {role}",
            ["role"] = role,
            ["party"] = party,
            ["expiresOn"] = expiresOn,
        };

    /// <summary>The same body with some members changed.</summary>
    public static JsonObject With(this JsonObject body, params (string Member, JsonNode? Value)[] changes)
    {
        foreach (var (member, value) in changes)
        {
            body[member] = value;
        }

        return body;
    }
}
