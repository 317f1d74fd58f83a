using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ReferenceData.MemberStates;

internal sealed class ReadMemberStateTests
{
    [Test]
    public async Task It_is_answered_with_all_its_fields()
    {
        using var service = TestService.Start();
        service.AddMemberState("XA", "Test State", "Digital Affairs", "Asia/Jakarta", "2025-10-26");
        var read = (await service.Public.GetJsonAsync("/member-states/XA")).AsObject();
        Assert.That(read.Remove("totals"));
        Assert.That(
            read.ToJsonString(),
            Is.EqualTo(
                """{"code":"XA","iso3":"XAX","name":"Test State","ministry":"Digital Affairs","timeZone":"Asia/Jakarta","joinedOn":"2025-10-26","sources":[],"asOf":"2026-11-21"}"""
            )
        );
    }

    [Test]
    public async Task What_is_not_recorded_is_null()
    {
        using var service = TestService.Start();
        service.AddMemberState("XA");
        var read = (await service.Public.GetJsonAsync("/member-states/XA")).AsObject();
        foreach (var member in new[] { "ministry", "timeZone", "joinedOn" })
        {
            Assert.That(read.TryGetPropertyValue(member, out var value), member);
            Assert.That(value, Is.Null, member);
        }
    }

    [Test]
    public async Task What_is_not_there_is_not_found_and_a_body_is_no_member_state()
    {
        using var service = TestService.Start();
        await service.AddBodyAsync("TST-B1");
        foreach (var code in new[] { "ZZ", "TST-B1" })
        {
            var problem = await (await service.Public.SendAsync(HttpMethod.Get, $"/member-states/{code}")).ProblemAsync(404, "not_found");
            Assert.That((string?)problem["detail"], Is.EqualTo($"There is no member state with the code {code}."));
        }
    }

    [Test]
    public async Task The_list_holds_all_of_them_as_they_are_read_alone_and_the_day_moves_their_totals()
    {
        using var service = TestService.Start();
        service.AddTheme("test_theme");
        await service.AddInstrumentAsync("TST-1");
        await service.AddBodyAsync("TST-B1");
        foreach (var code in ReferenceRows.MemberStates.Reverse().Append("XA"))
        {
            service.AddMemberState(code);
        }

        await service.AddCommitmentAsync("TST-C1", "TST-1", "test_theme", "2026-12-31", "XA", "TST-B1");
        foreach (var (asOf, state) in new[] { ("2026-11-21", "upcoming"), ("2026-12-01", "due_soon"), ("2027-01-01", "overdue") })
        {
            var list = await service.Public.GetJsonAsync($"/member-states?asOf={asOf}");
            Assert.That((string?)list["asOf"], Is.EqualTo(asOf));
            var items = list["items"]!.AsArray();
            Assert.That(items.Select(item => (string?)item!["code"]), Is.EqualTo(ReferenceRows.MemberStates.Append("XA")));
            Assert.That((long?)items[^1]!["totals"]!["byDeadlineState"]![state], Is.EqualTo(1), asOf);
            foreach (var item in items)
            {
                var alone = await service.Public.GetJsonAsync($"/member-states/{item!["code"]}?asOf={asOf}");
                Assert.That(JsonNode.DeepEquals(item, alone), item.ToJsonString());
            }
        }
    }
}
