using CommitmentTracker.TestStand;

namespace CommitmentTracker.Torture;

/// <summary>What one trial has to itself: a folder, a database path in it, and the services that it starts, which end with it.</summary>
internal sealed class Ground(string appFolder, bool isShort) : IAsyncDisposable
{
    private const int LastLines = 12;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commitment-tracker-torture-");
    private readonly List<PublishedService> services = [];

    public string AppFolder { get; } = appFolder;

    public bool IsShort { get; } = isShort;

    public string Folder => folder.FullName;

    public string DatabasePath => PathOf("commitments.db");

    public T Form<T>(T full, T brief) => IsShort ? brief : full;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public static void Say(string measured) => Console.WriteLine($"    {measured}");

    public Task<PublishedService> StartAsync(params (string Name, string Value)[] environment) => StartOnAsync(DatabasePath, environment);

    public Task<PublishedService> StartOnAsync(string databasePath, params (string Name, string Value)[] environment) =>
        StartAsync(
            new ServiceStart
            {
                DatabasePath = databasePath,
                AppFolder = AppFolder,
                Environment = environment.ToDictionary(each => each.Name, each => each.Value),
            }
        );

    public async Task<PublishedService> StartAsync(ServiceStart start)
    {
        var service = await PublishedService.StartAsync(start with { AppFolder = AppFolder });
        services.Add(service);
        return service;
    }

    /// <summary>What the last service said last, without the traces, for whoever looks for the cause.</summary>
    public string LastWords() =>
        string.Join(
            Environment.NewLine,
            services
                .TakeLast(1)
                .SelectMany(service => new[] { service.Output, service.Errors })
                .SelectMany(said => said.Split('\n'))
                .Where(line => !IsOfTrace(line.TrimStart()))
                .TakeLast(LastLines)
        );

    private static bool IsOfTrace(string line) =>
        line.StartsWith("at ", StringComparison.Ordinal) || line.StartsWith("---", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services)
        {
            await service.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }
}
