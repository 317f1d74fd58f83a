namespace CommitmentTracker.Tests.Support;

/// <summary>Several services over one database on a server, each of which knows of the others only what that tells.</summary>
internal sealed class Instances : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;
    private readonly string[] settings;
    private readonly List<TestService> running = [];

    private Instances(string[] settings) => this.settings = settings;

    public IReadOnlyList<TestService> Running => running;

    public string DatabasePath => Path.Combine(folder, TestService.DatabaseName);

    /// <param name="count">How many.</param>
    /// <param name="settings">Of each, beside the usual ones.</param>
    public static Instances Start(int count, params string[] settings)
    {
        PostgresServer.Require();
        var instances = new Instances(["RateLimits:Enabled=false", TestService.WithoutReferenceData, .. settings]);
        TestEngine.PutOnServer(instances.DatabasePath);
        PreparedDatabase.CopyTo(instances.DatabasePath, [TestService.WithoutReferenceData]);
        for (var number = 0; number < count; number++)
        {
            instances.StartAnother();
        }

        return instances;
    }

    public TestService StartAnother()
    {
        var started = TestService.Start(folder, settings: settings);
        running.Add(started);
        return started;
    }

    public void Dispose()
    {
        running.ForEach(service => service.Dispose());
        TestEngine.Forget(folder);
        Directory.Delete(folder, recursive: true);
    }
}
