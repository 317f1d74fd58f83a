using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

/// <summary>docs/import.md tells what is wrong with the sheet that it sends first. CI runs its commands; that what it says of the answer is true, is held here.</summary>
internal sealed partial class ImportPageTests
{
    private readonly TestService service = TestService.Start();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task The_page_explains_each_mistake_that_is_named_and_no_other()
    {
        var plan = new
        {
            code = "INVENTED-PLAN",
            title = "Invented Plan",
            kind = "plan",
            nature = "not_stated",
        };
        await service.Admin.SendJsonAsync(HttpMethod.Post, "/instruments", plan);
        using var sheet = new ByteArrayContent(
            await File.ReadAllBytesAsync(Repository.PathOf("docs", "import", "invented-plan-with-mistakes.csv"))
        );
        sheet.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var answer = await service.Admin.PostAsync(new Uri("/api/v1/imports?of=commitments&dryRun=true", UriKind.Relative), sheet);
        var errors = (await answer.JsonAsync())["rowErrors"]!.AsArray();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        // The page says that a row's unknown codes may wait for its other mistakes.
        Assert.That(errors.Select(Place).Append("7 theme").Distinct(), Is.EquivalentTo(PlacesOfThePage()));
    }

    private static string Place(JsonNode? error) => $"{error!["row"]} {error["column"]}";

    private static IEnumerable<string> PlacesOfThePage() =>
        RowOfTheTable().Matches(File.ReadAllText(Repository.PathOf("docs", "import.md"))).Select(row => $"{row.Groups[1]} {row.Groups[2]}");

    [GeneratedRegex(@"^\| row (\d+), `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex RowOfTheTable();
}
