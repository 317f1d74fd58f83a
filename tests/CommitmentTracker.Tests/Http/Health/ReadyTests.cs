using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CommitmentTracker.Tests.Http.Health;

internal sealed class ReadyTests
{
    [Test]
    public async Task Health_tells_the_engine_and_its_version_in_which_a_second_writer_does_no_harm()
    {
        using var service = TestService.Start();
        foreach (var status in new[] { "live", "ready" })
        {
            var health = await (await service.Public.GetAsync(Of($"/health/{status}"))).JsonAsync();
            Assert.That((string?)health["status"], Is.EqualTo(status));
            Assert.That((string?)health["engine"], Is.EqualTo(TestEngine.IsServer ? "postgresql" : "sqlite"));
            Assert.That(
                Version.Parse((string)health["engineVersion"]!),
                Is.GreaterThanOrEqualTo(TestEngine.IsServer ? new Version(15, 0) : new Version(3, 51, 3))
            );
            Assert.That(health.AsObject(), Has.Count.EqualTo(3));
        }
    }

    [Test]
    public async Task A_service_that_is_stopping_is_not_ready()
    {
        using var service = TestService.Start();
        var lifetime = service.Services.GetRequiredService<IHostApplicationLifetime>();
        var told = new TaskCompletionSource();
        // The server goes on until everybody was told of the stop: here it waits for the answer.
        await using var telling = lifetime.ApplicationStopping.Register(() => told.Task.Wait(TimeSpan.FromSeconds(30)));
        var stopping = Task.Run(lifetime.StopApplication);
        await Task.Delay(200);
        await SaysAsync(service, "is stopping");
        told.SetResult();
        await stopping;
    }

    [Test]
    [OfFiles]
    public async Task A_file_that_was_replaced_under_the_service_is_told()
    {
        using var service = TestService.Start();
        Assert.That((int)(await ReadyAsync(service)).StatusCode, Is.EqualTo(200));
        using (var another = TestService.Start(settings: TestService.WithoutReferenceData))
        {
            File.Copy(another.DatabasePath, service.DatabasePath + ".new");
        }

        File.Move(service.DatabasePath + ".new", service.DatabasePath, overwrite: true);
        await SaysAsync(service, "");
    }

    [Test]
    [OfFiles]
    public async Task A_file_that_was_removed_under_the_service_is_told()
    {
        using var service = TestService.Start();
        File.Move(service.DatabasePath, service.DatabasePath + ".away");
        await SaysAsync(service, "");
    }

    [Test]
    public async Task A_database_once_found_damaged_is_never_ready_again()
    {
        using var stage = await Stage.StartAsync();
        var service = stage.Service;
        // The report of a round that someone altered past the triggers: the first read of it finds the damage.
        await using (var connection = TestEngine.Open(service.DatabasePath))
        {
            await using var command = connection.CreateCommand();
            command.CommandText =
                $"{TestEngine.DropTriggerSql("round_reports", "round_reports_are_never_updated")}; update round_reports set body = body || ' '";
            await command.ExecuteNonQueryAsync();
        }

        Assert.That((int)(await ReadyAsync(service)).StatusCode, Is.EqualTo(200));
        await (await service.Public.GetAsync(Of($"/api/v1/rounds/{Stage.ClosedRound}/report"))).ProblemAsync(503, "store_unavailable");
        await SaysAsync(service, "found damaged");
        Assert.That((int)(await service.Public.GetAsync(Of("/api/v1/commitments"))).StatusCode, Is.EqualTo(200));
        await SaysAsync(service, "found damaged");
    }

    private static Task<HttpResponseMessage> ReadyAsync(TestService service) => service.Public.GetAsync(Of("/health/ready"));

    private static async Task SaysAsync(TestService service, string reason)
    {
        var problem = await (await ReadyAsync(service)).ProblemAsync(503, "store_unavailable");
        Assert.That((string?)problem["detail"], Does.Contain(reason));
    }

    private static Uri Of(string path) => new(path, UriKind.Relative);
}
