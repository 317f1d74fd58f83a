using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments;

internal sealed class CreateCommitmentTests
{
    [Test]
    public async Task Without_a_key_nothing_is_created()
    {
        using var service = TestService.Start();
        var answer = await service.Public.SendJsonAsync(HttpMethod.Post, "/commitments", new { code = "AB-1" });
        await answer.ProblemAsync(401, "unauthenticated");
    }

    [Test]
    public async Task Every_missing_member_is_named_at_once()
    {
        using var service = TestService.Start();
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, "/commitments", new { code = "AB-1" });
        var problem = await answer.ProblemAsync(400, "validation_failed");
        Assert.That(
            problem["errors"]!.AsObject().Select(error => error.Key),
            Is.EquivalentTo(["title", "kind", "scope", "instrument", "theme"])
        );
    }
}
