using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features;

/// <summary>A filter that names nothing must not read as "nothing is due".</summary>
internal sealed class FilterNamesTests
{
    private static readonly string[] MemberStates = ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"];

    private readonly TestService service = TestService.Start();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("/commitments?")]
    [TestCase("/assignments?")]
    [TestCase("/deadlines?")]
    [TestCase("/calendar.ics?")]
    [TestCase("/commitments.csv?")]
    [TestCase("/assignments.csv?")]
    [TestCase("/commitments.xlsx?")]
    [TestCase("/assignments.xlsx?")]
    [TestCase("/summary?groupBy=theme&")]
    [TestCase("/summary/matrix?")]
    [TestCase("/summary/timeline?interval=year&")]
    public async Task An_unknown_member_state_is_told_the_eleven(string address)
    {
        foreach (var unknown in new[] { "XX", "VNM", "WG-AI", "VN,XX" })
        {
            var answer = await service.Public.SendAsync(HttpMethod.Get, $"{address}memberState={unknown}");
            var problem = await answer.ProblemAsync(400, "invalid_parameter");
            Assert.That((string?)problem["errors"]!["memberState"]![0], Does.Contain(string.Join(", ", MemberStates)));
        }
    }

    [TestCase("memberState=vn", "memberState=VN")]
    [TestCase("party=wg-ai,Vn", "party=WG-AI,VN")]
    [TestCase("instrument=hanoi-2026", "instrument=HANOI-2026")]
    [TestCase("theme=Online_Scams", "theme=online_scams")]
    public async Task The_case_of_a_name_does_not_matter(string written, string meant)
    {
        var answers = await Task.WhenAll(
            service.Public.GetJsonAsync($"/commitments?{written}"),
            service.Public.GetJsonAsync($"/commitments?{meant}")
        );
        Assert.That((int)answers[0]["page"]!["total"]!, Is.EqualTo((int)answers[1]["page"]!["total"]!).And.Positive);
    }

    [TestCase("party=NOBODY")]
    [TestCase("instrument=NO-PLAN")]
    [TestCase("theme=nothing")]
    public async Task An_unknown_party_instrument_or_theme_is_named_with_what_there_is(string query)
    {
        var answer = await service.Public.SendAsync(HttpMethod.Get, $"/commitments?{query}");
        var errors = (await answer.ProblemAsync(400, "invalid_parameter"))["errors"]!.AsObject();
        var (name, value) = (query.Split('=')[0], query.Split('=')[1]);
        Assert.That((string?)errors[name]![0], Does.StartWith("must be one or several of ").And.EndsWith($"there is no {value}"));
    }

    [Test]
    public async Task What_was_added_a_moment_ago_is_known()
    {
        var unknown = await service.Public.SendAsync(HttpMethod.Get, "/deadlines?body=WG-NEW");
        await unknown.ProblemAsync(400, "invalid_parameter");
        await service.Admin.SendJsonAsync(HttpMethod.Post, "/bodies", Bodies.AseanBody("WG-NEW"));
        var known = await service.Public.SendAsync(HttpMethod.Get, "/deadlines?body=WG-NEW");
        Assert.That(known.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Where_reading_is_closed_a_stranger_learns_no_names_from_a_calendar()
    {
        using var closed = TestService.Start(settings: "Access:PublicRead=false");
        var answer = await closed.Public.SendAsync(HttpMethod.Get, "/calendar.ics?body=NOBODY");
        var problem = await answer.ProblemAsync(401, "unauthenticated");
        Assert.That(problem["errors"], Is.Null);
    }
}
