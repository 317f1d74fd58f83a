using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.OpenApi;

internal sealed class ContractTests
{
    [Test]
    public async Task The_committed_contract_is_the_one_that_runs()
    {
        using var service = TestService.Start();
        Snapshot.Matches(await service.Public.GetStringAsync(new Uri("/openapi.yaml", UriKind.Relative)), "openapi.yaml");
    }
}
