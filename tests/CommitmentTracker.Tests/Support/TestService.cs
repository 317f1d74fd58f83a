using System.Net.Http.Headers;
using CommitmentTracker.Api;
using CommitmentTracker.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// The service as it runs: its own Program, a real server on a free port of the loopback interface, a real database file in a folder of
/// its own. Only the settings differ, and the clock where a test needs to say what day it is.
/// </summary>
internal sealed class TestService : IDisposable
{
    public const string AdminKey = "test-admin-key-0123456789-0123456789";

    /// <summary>The setting for a test that wants an empty database.</summary>
    public const string WithoutReferenceData = "ReferenceData:Load=false";

    public const string DatabaseName = "commitments.db";

    private readonly Factory factory;
    private readonly bool keepsFolder;
    private readonly TwinNames? names;

    private TestService(
        string? folder,
        FakeTimeProvider? clock,
        CapturedLog? log,
        IReadOnlyCollection<string> settings,
        TestService? twin = null,
        TwinNames? names = null
    )
    {
        (Twin, this.names) = (twin, names);
        keepsFolder = folder is not null;
        Folder = folder ?? Directory.CreateTempSubdirectory("commitment-tracker-").FullName;
        Clock = clock ?? TestClock.At("2026-11-21T05:00:00Z");
        if (
            folder is null
            && clock is null
            && log is null
            && !settings.Any(setting => setting.StartsWith("Access:BootstrapKey", StringComparison.Ordinal))
        )
        {
            PreparedDatabase.CopyTo(DatabasePath, settings);
        }

        string[] usual = [$"Access:BootstrapKey={AdminKey}", "Logging:LogLevel:Default=None", .. TestEngine.SettingsOf(DatabasePath)];
        factory = new Factory([.. usual, .. log is null ? [] : CapturedLog.Settings, .. settings], Clock, log);
        factory.UseKestrel();
        factory.StartServer();
        // It listens before the database is ready, and tests also look into that.
        factory.Services.GetRequiredService<Preparation>().Done.GetAwaiter().GetResult();
        factory.Services.GetRequiredService<LaterPipeline>().Built.GetAwaiter().GetResult();
        using (var client = factory.CreateClient())
        {
            Address = client.BaseAddress!;
        }

        Public = NewClient();
        Admin = ClientWith(AdminKey);
    }

    public string Folder { get; }

    public FakeTimeProvider Clock { get; }

    public string DatabasePath => Path.Combine(Folder, DatabaseName);

    /// <summary>A client without a key.</summary>
    public HttpClient Public { get; }

    /// <summary>A client with the first admin key.</summary>
    public HttpClient Admin { get; }

    public Uri Address { get; }

    public TestService[] WithTwin => Twin is null ? [this] : [this, Twin];

    public IServiceProvider Services => factory.Services;

    /// <param name="folder">Where the database is and stays; a new folder, deleted at the end, unless said.</param>
    /// <param name="clock">The clock; noon in Jakarta on 21 November 2026 unless said.</param>
    /// <param name="settings">Settings beside the usual ones, as <c>Section:Name=value</c>.</param>
    public static TestService Start(string? folder = null, FakeTimeProvider? clock = null, params string[] settings) =>
        new(folder, clock, null, settings);

    /// <summary>The same with everything that it logs, the finest levels included, kept in <paramref name="log"/>.</summary>
    public static TestService StartLogged(CapturedLog log, params string[] settings) => new(null, null, log, settings);

    /// <summary>A service over a database of its own and of another engine, to which all that this one is sent is sent too.</summary>
    public TestService? Twin { get; }

    /// <summary>One to whose clients another service answers the same.</summary>
    public static TestService StartWithTwin(TestService twin, TwinNames names, string? folder, params string[] settings) =>
        new(folder, twin.Clock, null, settings, twin, names);

    /// <summary>What sends requests to it, and to its twin.</summary>
    public HttpMessageHandler NewHandler() =>
        Twin is null ? new HttpClientHandler { AllowAutoRedirect = false } : new TwinHandler(Twin.Address, names!);

    public HttpClient ClientWith(string key)
    {
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public void Dispose()
    {
        Public.Dispose();
        Admin.Dispose();
        factory.Dispose();
        Twin?.Dispose();
        if (!keepsFolder)
        {
            TestEngine.Forget(Folder);
            Directory.Delete(Folder, recursive: true);
        }
    }

    private HttpClient NewClient() => Twin is null ? factory.CreateClient() : new HttpClient(NewHandler()) { BaseAddress = Address };

    private sealed class Factory(IEnumerable<string> settings, FakeTimeProvider clock, CapturedLog? log) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Testing");
            // Not as the factory's own port, which it would set while the program may have begun to listen.
            builder.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
            foreach (var setting in settings)
            {
                var at = setting.IndexOf('=', StringComparison.Ordinal);
                builder.UseSetting(setting[..at], setting[(at + 1)..]);
            }

            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
            if (log is not null)
            {
                builder.ConfigureLogging(logging => logging.AddProvider(log));
            }
        }
    }
}
