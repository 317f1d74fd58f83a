using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CommitmentTracker.Tests.Features.Changes;

/// <summary>A service that is stopped and started again on the same database, under those who use it.</summary>
internal sealed class RestartingService : IDisposable
{
    private readonly string folder;
    private readonly FakeTimeProvider clock = TestClock.At("2026-11-21T05:00:00Z");
    private readonly string secretariatKey;
    private readonly string focalPointKey;
    private volatile Clients now;

    private RestartingService(string folder, TestService service, string secretariatKey, string focalPointKey)
    {
        this.folder = folder;
        (this.secretariatKey, this.focalPointKey) = (secretariatKey, focalPointKey);
        now = ClientsOf(service);
    }

    public Clients Now => now;

    public static async Task<RestartingService> StartAsync(string folder)
    {
        var service = StartIn(folder, TestClock.At("2026-11-21T05:00:00Z"));
        service.AddMemberState("VN");
        service.AddTheme("one");
        await service.AddInstrumentAsync("PLAN");
        var secretariat = await KeyAsync(service, new { name = "Secretariat", role = "secretariat" });
        var focalPoint = await KeyAsync(
            service,
            new
            {
                name = "Viet Nam",
                role = "focal_point",
                party = "VN",
            }
        );
        return new RestartingService(folder, service, secretariat, focalPoint);
    }

    public async Task RestartAsync()
    {
        await Task.Run(now.Service.Dispose);
        now = ClientsOf(StartIn(folder, clock));
    }

    /// <summary>What the call gives, or nothing when the service stopped under it.</summary>
    public async Task<T?> TryAsync<T>(Func<Clients, Task<T>> call)
        where T : class
    {
        try
        {
            return await call(now);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            await Task.Delay(50);
            return null;
        }
    }

    public void Dispose() => now.Service.Dispose();

    private static TestService StartIn(string folder, FakeTimeProvider clock) =>
        TestService.Start(folder, clock, TestService.WithoutReferenceData, "RateLimits:Enabled=false");

    private static async Task<string> KeyAsync(TestService service, object request) =>
        (string)(await (await service.Admin.SendJsonAsync(HttpMethod.Post, "/api-keys", request)).JsonAsync())["key"]!;

    private Clients ClientsOf(TestService service) => new(service, service.ClientWith(secretariatKey), service.ClientWith(focalPointKey));
}

/// <summary>Who talks to a service.</summary>
internal sealed record Clients(TestService Service, HttpClient Secretariat, HttpClient FocalPoint)
{
    public HttpClient Public => Service.Public;

    public HttpClient Admin => Service.Admin;
}
