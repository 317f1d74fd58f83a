using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Rounds;

/// <summary>What tests of rounds do again and again.</summary>
internal static class RoundSteps
{
    public static object Round(string code, string from = "2026-01-01", string to = "2026-12-31", params string[] instruments) =>
        new
        {
            code,
            name = $"Round {code}",
            instruments,
            period = new { from, to },
            closesOn = "2027-01-31",
        };

    public static Task OpenRoundAsync(
        this TestService service,
        string code,
        string from = "2026-01-01",
        string to = "2026-12-31",
        params string[] instruments
    ) => service.PostAsync("/rounds", Round(code, from, to, instruments));

    public static async Task<JsonNode> CloseRoundAsync(this TestService service, string code)
    {
        var tag = await service.Public.TagAsync($"/rounds/{code}");
        var answer = await service.Admin.SendAsync(HttpMethod.Post, $"/rounds/{code}/close", tag: tag);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    /// <summary>Reports for a party as the secretariat does: verified at once.</summary>
    public static Task ReportAsync(this TestService service, string commitment, string party, string asOf, bool nilReturn = false) =>
        service.PostAsync(
            $"/commitments/{commitment}/progress-updates",
            new
            {
                party,
                asOf,
                status = "in_progress",
                narrative = nilReturn ? null : $"As of {asOf}",
                nilReturn,
            }
        );

    public static async Task<byte[]> BytesAsync(this TestService service, string path)
    {
        var answer = await service.Public.GetAsync(new Uri(ApiExtensions.Root + path, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>A client with a new key of that role.</summary>
    public static async Task<HttpClient> ClientAsAsync(this TestService service, string role, string? party = null)
    {
        var body = new
        {
            name = $"A {role}",
            role,
            party,
        };
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, "/api-keys", body);
        return service.ClientWith((string)(await answer.JsonAsync())["key"]!);
    }
}
