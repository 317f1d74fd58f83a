using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ReferenceData.Themes;

internal sealed class ListThemesTests
{
    [Test]
    public async Task Every_theme_is_listed_by_code_and_the_day_moves_their_totals()
    {
        using var service = TestService.Start();
        service.AddTheme("test_b", "What is tested.");
        service.AddTheme("test_a");
        await service.AddInstrumentAsync("TST-1");
        await service.AddCommitmentAsync("TST-C1", "TST-1", "test_b", "2026-12-31");
        foreach (var (asOf, state) in new[] { ("2026-11-21", "upcoming"), ("2026-12-01", "due_soon"), ("2027-01-01", "overdue") })
        {
            var list = await service.Public.GetJsonAsync($"/themes?asOf={asOf}");
            Assert.That((string?)list["asOf"], Is.EqualTo(asOf));
            var items = list["items"]!.AsArray();
            var codes = items.Select(item => (string?)item!["code"]).ToList();
            Assert.That(codes, Is.SupersetOf(new[] { "test_a", "test_b" }));
            Assert.That(codes, Is.Ordered.Using((IComparer<string?>)StringComparer.Ordinal));
            var theme = items.Single(item => (string?)item!["code"] == "test_b")!;
            Assert.That((string?)theme["name"], Is.EqualTo("Theme test_b"));
            Assert.That((string?)theme["description"], Is.EqualTo("What is tested."));
            Assert.That((long?)theme["totals"]!["total"], Is.EqualTo(1));
            Assert.That((long?)theme["totals"]!["byDeadlineState"]![state], Is.EqualTo(1), asOf);
        }
    }

    [TestCase("asOf=2026-13-01", "invalid_parameter")]
    [TestCase("theme=test_a", "unknown_parameter")]
    public async Task A_parameter_that_it_does_not_take_is_refused(string query, string code)
    {
        using var service = TestService.Start();
        var problem = await (await service.Public.SendAsync(HttpMethod.Get, $"/themes?{query}")).ProblemAsync(400, code);
        Assert.That(
            problem["errors"]!.AsObject().Select(error => error.Key),
            Is.EqualTo([query[..query.IndexOf('=', StringComparison.Ordinal)]])
        );
    }
}
