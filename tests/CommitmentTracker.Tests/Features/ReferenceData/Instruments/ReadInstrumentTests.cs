using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ReferenceData.Instruments;

internal sealed class ReadInstrumentTests
{
    [Test]
    public async Task What_is_not_there_is_not_found()
    {
        using var service = TestService.Start();
        var answer = await service.Public.SendAsync(HttpMethod.Get, "/instruments/NONE-1");
        var problem = await answer.ProblemAsync(404, "not_found");
        Assert.That((string?)problem["detail"], Is.EqualTo("There is no instrument with the code NONE-1."));
    }

    [TestCase("%1B%5B31m")]
    [TestCase("%00")]
    [TestCase("%ED%A0%80")]
    [TestCase("A'%20or%201=1--")]
    public async Task A_strange_code_is_refused_and_no_fault_of_ours(string code)
    {
        using var service = TestService.Start();
        var answer = await service.Public.GetAsync(new Uri($"/api/v1/instruments/{code}", UriKind.Relative));
        Assert.That((int)answer.StatusCode, Is.InRange(400, 499));
    }

    [Test]
    public async Task Its_totals_count_commitments_that_are_also_under_it_and_move_with_the_day()
    {
        using var service = TestService.Start();
        service.AddTheme("test_theme");
        await service.AddInstrumentAsync("TST-1");
        await service.AddInstrumentAsync("TST-2");
        await service.AddCommitmentAsync("TST-C1", "TST-1", "test_theme", "2026-12-01");
        await service.AddCommitmentAsync("TST-C2", "TST-2", "test_theme", "2027-06-30");
        var patch = await service.Admin.SendJsonAsync(HttpMethod.Patch, "/commitments/TST-C2", new { alsoUnder = new[] { "TST-1" } }, "*");
        Assert.That(patch.StatusCode, Is.EqualTo(HttpStatusCode.OK));

        var today = await service.Public.GetJsonAsync("/instruments/TST-1");
        Assert.That((long?)today["totals"]!["total"], Is.EqualTo(2));
        Assert.That((long?)today["totals"]!["byDeadlineState"]!["due_soon"], Is.EqualTo(1));
        Assert.That((long?)today["totals"]!["byDeadlineState"]!["upcoming"], Is.EqualTo(1));

        var later = await service.Public.GetJsonAsync("/instruments/TST-1?asOf=2027-07-01");
        Assert.That((string?)later["asOf"], Is.EqualTo("2027-07-01"));
        Assert.That((long?)later["totals"]!["byDeadlineState"]!["overdue"], Is.EqualTo(2));
        Assert.That((long?)later["version"], Is.EqualTo((long?)today["version"]));
    }

    [Test]
    public async Task The_list_holds_each_as_it_is_read_alone_in_order_of_code()
    {
        using var service = TestService.Start();
        service.AddTheme("test_theme");
        await service.AddInstrumentAsync("TST-2");
        await service.AddInstrumentAsync("TST-1");
        await service.AddCommitmentAsync("TST-C1", "TST-2", "test_theme", "2026-12-01");
        var list = await service.Public.GetJsonAsync("/instruments?asOf=2027-01-01");
        Assert.That((string?)list["asOf"], Is.EqualTo("2027-01-01"));
        var items = list["items"]!.AsArray();
        var codes = items.Select(item => (string?)item!["code"]).ToList();
        Assert.That(codes, Is.SupersetOf(new[] { "TST-1", "TST-2" }));
        Assert.That(codes, Is.Ordered.Using((IComparer<string?>)StringComparer.Ordinal));
        foreach (var item in items)
        {
            var alone = await service.Public.GetJsonAsync($"/instruments/{item!["code"]}?asOf=2027-01-01");
            Assert.That(JsonNode.DeepEquals(item, alone), item.ToJsonString());
        }
    }

    [Test]
    public async Task A_caller_who_holds_the_tag_is_sent_nothing_until_the_day_moves_a_state()
    {
        using var service = TestService.Start();
        service.AddTheme("test_theme");
        await service.AddInstrumentAsync("TST-1");
        await service.AddCommitmentAsync("TST-C1", "TST-1", "test_theme", "2026-11-22");
        var tag = await service.Public.TagAsync("/instruments/TST-1");
        Assert.That(await StatusAsync(service, tag), Is.EqualTo(HttpStatusCode.NotModified));
        service.Clock.Set("2026-11-23T05:00:00Z");
        Assert.That(await StatusAsync(service, tag), Is.EqualTo(HttpStatusCode.OK));
        var patch = await service.Admin.SendJsonAsync(HttpMethod.Patch, "/instruments/TST-1", new { title = "New" }, tag);
        Assert.That(patch.StatusCode, Is.EqualTo(HttpStatusCode.OK), "yesterday's tag still guards an unchanged record");
    }

    private static async Task<HttpStatusCode> StatusAsync(TestService service, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/instruments/TST-1");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return (await service.Public.SendAsync(request)).StatusCode;
    }
}
