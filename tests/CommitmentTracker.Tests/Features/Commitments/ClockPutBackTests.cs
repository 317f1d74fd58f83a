using System.Globalization;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments;

internal sealed class ClockPutBackTests
{
    [Test]
    public async Task A_page_by_instant_of_change_skips_no_record_that_is_changed_after_the_clock_was_put_back()
    {
        using var stage = await Stage.StartAsync();
        var (first, second) = (await stage.CommitmentAsync(), await stage.CommitmentAsync());
        var page = await stage.Public.GetJsonAsync("/commitments?sort=updatedAt&limit=1");
        Assert.That((string)page["items"]![0]!["code"]!, Is.EqualTo(first));

        stage.Service.Clock.AdjustTime(stage.Service.Clock.GetUtcNow() - TimeSpan.FromDays(2));
        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{second}", new JsonObject { ["title"] = "Another title" });

        var next = Uri.EscapeDataString((string)page["page"]!["next"]!);
        page = await stage.Public.GetJsonAsync(
            string.Create(CultureInfo.InvariantCulture, $"/commitments?sort=updatedAt&limit=1&cursor={next}")
        );
        Assert.That((string)page["items"]![0]!["code"]!, Is.EqualTo(second));
        Assert.That((string)page["items"]![0]!["title"]!, Is.EqualTo("Another title"));
    }
}
