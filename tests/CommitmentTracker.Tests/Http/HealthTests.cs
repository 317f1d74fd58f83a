using CommitmentTracker.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Tests.Http;

internal sealed class HealthTests
{
    private const int PageSize = 4096;

    [Test]
    public async Task A_service_that_met_a_damaged_page_is_alive_and_no_longer_ready()
    {
        using var service = TestService.Start();
        await service.Public.GetJsonAsync("/commitments");
        DamageAllButTheFirstPage(service.DatabasePath);

        await (await service.Public.SendAsync(HttpMethod.Get, "/commitments")).ProblemAsync(503, "store_unavailable");
        await (await service.Public.GetAsync(new Uri("/health/ready", UriKind.Relative))).ProblemAsync(503, "store_unavailable");
        var live = await service.Public.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.That((int)live.StatusCode, Is.EqualTo(200));
    }

    private static void DamageAllButTheFirstPage(string path)
    {
        // Connections that are kept open hold pages in their cache, and the write-ahead log holds some too.
        SqliteConnection.ClearAllPools();
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=false"))
        {
            connection.Open();
            using var fold = connection.CreateCommand();
            fold.CommandText = "pragma wal_checkpoint(truncate)";
            fold.ExecuteNonQuery();
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var damage = new byte[file.Length - PageSize];
        damage.AsSpan().Fill(0xFF);
        file.Position = PageSize;
        file.Write(damage);
    }
}
