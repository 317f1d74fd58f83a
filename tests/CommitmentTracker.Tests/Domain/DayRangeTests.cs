using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Domain;

internal sealed class DayRangeTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("1966-12-31", false)]
    [TestCase("1967-01-01", true)]
    [TestCase("1970-02-28", true)]
    [TestCase("2026-11-25", true)]
    [TestCase("2100-12-31", true)]
    [TestCase("2101-01-01", false)]
    [TestCase("0001-01-01", false)]
    [TestCase("9999-12-31", false)]
    public async Task A_day_is_taken_from_1967_to_2100_wherever_it_is_sent_and_the_contract_says_so(string day, bool isTaken)
    {
        Assert.That(DayRange.Holds(Some.Day(day)), Is.EqualTo(isTaken));
        Assert.That(Regex.IsMatch(day, DayRange.Pattern), Is.EqualTo(isTaken));

        foreach (var query in new[] { "commitments?asOf=", "commitments?dueFrom=", "deadlines?from=", "summary?groupBy=theme&asOf=" })
        {
            using var read = await service.Public.SendAsync(HttpMethod.Get, $"/{query}{day}");
            Assert.That((int)read.StatusCode, Is.EqualTo(isTaken ? 200 : 400), query);
        }

        var deadline = new JsonObject
        {
            ["dueOn"] = day,
            ["precision"] = "day",
            ["basis"] = "decided",
            ["reason"] = "Try",
        };
        var tag = await service.Admin.TagAsync("/commitments/HND-10");
        using var put = await service.Admin.SendJsonAsync(HttpMethod.Put, "/commitments/HND-10/deadline", deadline, tag);
        Assert.That((int)put.StatusCode, Is.EqualTo(isTaken ? 200 : 400), await put.Content.ReadAsStringAsync());
        if (!isTaken)
        {
            Assert.That(await put.Content.ReadAsStringAsync(), Does.Contain(DayRange.Rule));
        }
    }
}
