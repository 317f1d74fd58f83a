using CommitmentTracker.Tests.Support.Oracle;

namespace CommitmentTracker.Tests.Features.ListsAreTheRecords;

internal sealed class ProgressUpdatesTests
{
    [TestCase("")]
    [TestCase("party=VN")]
    [TestCase("commitment=OTHER-1")]
    [TestCase("commitment=GEN-1,GEN-2,GEN-3,GEN-8,OTHER-1")]
    [TestCase("review=verified,returned")]
    public async Task The_list_and_its_export(string query)
    {
        await RecordsOfEverySort.CheckAsync(new Question("/progress-updates", query, 50), alsoLater: false);
        await RecordsOfEverySort.CheckAsync(new Question("/progress-updates.csv", query), alsoLater: false);
    }
}
