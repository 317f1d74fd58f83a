using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ReferenceData.Bodies;

internal sealed class ReadBodyTests
{
    [Test]
    public async Task What_is_not_there_is_not_found_and_a_member_state_is_no_body()
    {
        using var service = TestService.Start();
        service.AddMemberState("VN", "Viet Nam");
        foreach (var code in new[] { "NONE", "VN" })
        {
            var problem = await (await service.Public.SendAsync(HttpMethod.Get, $"/bodies/{code}")).ProblemAsync(404, "not_found");
            Assert.That((string?)problem["detail"], Is.EqualTo($"There is no body with the code {code}."));
        }
    }

    [Test]
    public async Task The_list_holds_each_as_it_is_read_alone_and_the_day_moves_their_totals()
    {
        using var service = TestService.Start();
        service.AddMemberState("VN", "Viet Nam");
        service.AddTheme("test_theme");
        await service.AddInstrumentAsync("TST-1");
        await service.AddBodyAsync("TST-B2");
        await service.AddBodyAsync("TST-B1");
        await service.AddCommitmentAsync("TST-C1", "TST-1", "test_theme", "2026-12-31", "TST-B1", "VN");
        foreach (var (asOf, state) in new[] { ("2026-11-21", "upcoming"), ("2026-12-01", "due_soon"), ("2027-01-01", "overdue") })
        {
            var list = await service.Public.GetJsonAsync($"/bodies?asOf={asOf}");
            Assert.That((string?)list["asOf"], Is.EqualTo(asOf));
            var items = list["items"]!.AsArray();
            var codes = items.Select(item => (string?)item!["code"]).ToList();
            Assert.That(codes, Is.SupersetOf(new[] { "TST-B1", "TST-B2" }).And.Not.Contains("VN"));
            Assert.That(codes, Is.Ordered.Using((IComparer<string?>)StringComparer.Ordinal));
            var owner = items.Single(item => (string?)item!["code"] == "TST-B1")!;
            Assert.That((long?)owner["totals"]!["byDeadlineState"]![state], Is.EqualTo(1), asOf);
            var alone = await service.Public.GetJsonAsync($"/bodies/TST-B1?asOf={asOf}");
            Assert.That(JsonNode.DeepEquals(owner, alone), owner.ToJsonString());
        }
    }
}
