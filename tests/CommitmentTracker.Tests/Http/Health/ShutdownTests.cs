using System.Net.Sockets;
using System.Text;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Health;

/// <summary>A service that is told to stop: what is under way is answered, and nothing is left beside the database.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class ShutdownTests
{
    private const string Body = """{"code":"SLOW-BODY","name":"A body that took its time","basis":"stated"}""";

    private DirectoryInfo folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("commitment-tracker-");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [Test]
    public async Task An_upload_under_way_is_answered_and_the_log_folded_in()
    {
        using var service = await ServiceProcess.StartAsync(folder.FullName);
        using var upload = await BeginUploadAsync(service);
        service.Terminate();
        await RefusesConnectionsAsync(service);
        var answer = await EndUploadAsync(upload);
        Assert.That(answer, Does.StartWith("HTTP/1.1 201 ").And.Contain("SLOW-BODY"), service.Said);
        Assert.That(await service.ExitAsync(), Is.Zero, service.Said);
        AssertNoLogIsLeft();
        using var again = await ServiceProcess.StartAsync(folder.FullName);
        using var client = new HttpClient { BaseAddress = again.Address };
        Assert.That(await client.GetStringAsync(new Uri("/api/v1/bodies/SLOW-BODY", UriKind.Relative)), Does.Contain("took its time"));
    }

    [Test]
    public async Task Who_waits_for_a_change_is_answered_at_once()
    {
        using var service = await ServiceProcess.StartAsync(folder.FullName);
        using var client = new HttpClient { BaseAddress = service.Address };
        var began = TimeProvider.System.GetTimestamp();
        var waiting = client.GetAsync(new Uri($"/api/v1/changes?since={await LastAsync(client)}&wait=30", UriKind.Relative));
        await Task.Delay(500);
        service.Terminate();
        Assert.That((int)(await waiting).StatusCode, Is.EqualTo(200));
        Assert.That(await service.ExitAsync(), Is.Zero, service.Said);
        Assert.That(TimeProvider.System.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public async Task An_upload_that_does_not_end_is_broken_off_after_the_time_set()
    {
        using var service = await ServiceProcess.StartAsync(folder.FullName, "--Shutdown:TimeoutSeconds=1");
        using var upload = await BeginUploadAsync(service);
        service.Terminate();
        await service.ExitAsync();
        AssertNoLogIsLeft();
    }

    private void AssertNoLogIsLeft()
    {
        if (!TestEngine.IsServer)
        {
            Assert.That(Directory.GetFiles(folder.FullName).Select(Path.GetFileName), Is.EqualTo([TestService.DatabaseName]));
        }
    }

    private static async Task<long> LastAsync(HttpClient client)
    {
        var next = 0L;
        while (true)
        {
            var feed = await client.GetJsonAsync($"/changes?since={next}&limit=200");
            next = (long)feed["next"]!;
            if (!(bool)feed["more"]!)
            {
                return next;
            }
        }
    }

    private static async Task<TcpClient> BeginUploadAsync(ServiceProcess service)
    {
        var client = new TcpClient();
        await client.ConnectAsync(service.Address.Host, service.Address.Port);
        var head =
            $"POST /api/v1/bodies HTTP/1.1\r\nHost: {service.Address.Authority}\r\nAuthorization: Bearer {TestService.AdminKey}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body[..10]}";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await Task.Delay(500);
        return client;
    }

    private static async Task<string> EndUploadAsync(TcpClient client)
    {
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Body[10..]));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync();
    }

    private static async Task RefusesConnectionsAsync(ServiceProcess service)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await ConnectsAsync(service))
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private static async Task<bool> ConnectsAsync(ServiceProcess service)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(service.Address.Host, service.Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
