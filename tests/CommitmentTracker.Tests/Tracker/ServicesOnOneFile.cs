using System.Net.Http.Headers;
using CommitmentTracker.Api.Access;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;
using CommitmentTracker.Tests.Support.Oracle;
using CommitmentTracker.Tracker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommitmentTracker.Tests.Tracker;

/// <summary>
/// Two services that know nothing of each other, over one database file and by one clock. They are written to by turns, and either may be
/// started anew.
/// </summary>
internal sealed class ServicesOnOneFile : IDisposable
{
    private const int PatienceMilliseconds = 20_000;

    private const string UpdatesSql = "select public_id from progress_updates order by progress_update_id";

    private readonly string folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;
    private readonly TestService[] services = new TestService[2];
    private readonly Dictionary<Caller, string?> keys = new() { [RecordsOracle.Everyone] = null };

    /// <summary>What each caller was answered before, by whichever of them.</summary>
    private readonly Dictionary<Caller, Dictionary<string, HeldAnswer>> held = [];

    /// <summary>Which of them has still to hear of what was written to the other.</summary>
    private readonly bool[] isBehind = new bool[2];

    /// <summary>What the services on the twin engine call what these have drawn.</summary>
    private readonly TwinNames? names;

    private int turn;
    private long last;

    private ServicesOnOneFile(TwinNames? names)
    {
        this.names = names;
        if (names is not null)
        {
            Directory.CreateDirectory(TwinFolder);
            TestEngine.PutOnServer(PathIn(TwinFolder));
            PreparedDatabase.CopyTo(PathIn(TwinFolder), [TestService.WithoutReferenceData]);
        }

        PreparedDatabase.CopyTo(PathIn(folder), [TestService.WithoutReferenceData]);
        services[0] = Start();
    }

    private string TwinFolder => Path.Combine(folder, "twin");

    public FakeTimeProvider Clock { get; } = TestClock.At("2026-11-21T05:00:00Z");

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().AddHours(7).DateTime);

    /// <summary>Who asks: everyone, a focal point, and the secretariat.</summary>
    public IReadOnlyList<Caller> Callers => [.. keys.Keys];

    /// <summary>The one whose turn it is to be written to.</summary>
    public TestService Written => services[turn];

    /// <param name="party">Whose focal point asks and reports.</param>
    /// <param name="prepare">Adds what commitments refer to.</param>
    /// <param name="names">Where all that is sent to them is also sent to two others, on a server, which must answer the same.</param>
    public static async Task<ServicesOnOneFile> StartAsync(string party, Func<TestService, Task> prepare, TwinNames? names = null)
    {
        var pair = new ServicesOnOneFile(names);
        await prepare(pair.services[0]);
        await pair.AddCallerAsync(Role.FocalPoint, party);
        await pair.AddCallerAsync(Role.Secretariat, null);
        pair.services[1] = pair.Start();
        return pair;
    }

    /// <summary>Sends a change to the one whose turn it is, as the secretariat or the focal point; tells whether anything was written.</summary>
    public async Task<bool> WriteAsync(Role role, Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        using var client = Written.ClientWith(keys.Single(pair => pair.Key.Role == role).Value!);
        using var answer = await send(client);
        Assert.That((int)answer.StatusCode, Is.LessThan(500), await answer.Content.ReadAsStringAsync());
        var before = last;
        last = Written.Query<long>("select max(change_id) from changes").Single();
        if (last == before)
        {
            TestContext.Out.WriteLine($"  {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            return false;
        }

        if (Written.Twin is { } twin)
        {
            // Those that an import made were in no answer.
            names!.Learn(Written.Query<string>(UpdatesSql), twin.Query<string>(UpdatesSql));
        }

        (isBehind[turn], isBehind[1 - turn]) = (false, true);
        return true;
    }

    public void TakeTurns() => turn = 1 - turn;

    public void Restart(int number)
    {
        services[number].Dispose();
        services[number] = Start();
        isBehind[number] = false;
    }

    public Task<Records> RecordsAsync() => Records.ReadAsync(Written.DatabasePath);

    /// <summary>Puts a question to one of them, which knows at once what was written to it, and soon what was written to the other.</summary>
    public async Task<int> CheckAsync(int number, Caller caller, Question question, Records records)
    {
        if (isBehind[number])
        {
            foreach (var service in services[number].WithTwin)
            {
                var live = service.Services.GetRequiredService<LiveState>();
                Assert.That(
                    () => live.CurrentAsync(CancellationToken.None).AsTask().Result.Sequence,
                    Is.EqualTo(records.Last).After(PatienceMilliseconds, 20),
                    "what was written to the other"
                );
            }

            isBehind[number] = false;
        }

        held.TryAdd(caller, []);
        using var client = new HttpClient(new TwiceAsked(held[caller], services[number].NewHandler()))
        {
            BaseAddress = services[number].Address,
        };
        client.DefaultRequestHeaders.Authorization = keys[caller] is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        return await new RecordsOracle(records, caller, Clock.GetUtcNow()).CheckAsync(client, question);
    }

    public void Dispose()
    {
        Array.ForEach(services, service => service?.Dispose());
        TestEngine.Forget(folder);
        TestEngine.Forget(TwinFolder);
        Directory.Delete(folder, recursive: true);
    }

    private async Task AddCallerAsync(Role role, string? party)
    {
        var name = EnumCode.Of(role);
        var key = await Stage.CreateAsync(services[0].Admin, "/api-keys", Bodies.Key(name, party).With(("name", name)));
        keys.Add(new Caller(name, role, party, name), (string)key["key"]!);
    }

    private static string PathIn(string folder) => Path.Combine(folder, TestService.DatabaseName);

    private TestService Start()
    {
        string[] settings = [TestService.WithoutReferenceData, "RateLimits:Enabled=false"];
        return names is null
            ? TestService.Start(folder, Clock, settings)
            : TestService.StartWithTwin(TestService.Start(TwinFolder, Clock, settings), names, folder, settings);
    }
}
