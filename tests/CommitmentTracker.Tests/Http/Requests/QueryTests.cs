using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Requests;

internal sealed class QueryCheckTests
{
    [Test]
    public async Task Unknown_parameters_that_read_alike_once_shortened_are_named_once()
    {
        using var service = TestService.Start();
        var name = new string('a', 60);
        foreach (var query in new[] { $"{name}1=x&{name}2=x", "a%01=x&a%02=x" })
        {
            var answer = await service.Public.SendAsync(HttpMethod.Get, $"/commitments?{query}");
            var problem = await answer.ProblemAsync(400, "unknown_parameter");
            Assert.That(problem["errors"]!.AsObject(), Has.Count.EqualTo(1));
        }
    }
}
