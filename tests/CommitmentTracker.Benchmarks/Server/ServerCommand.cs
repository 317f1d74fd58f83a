using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using CommitmentTracker.Benchmarks.Load;
using CommitmentTracker.Benchmarks.Measures;
using CommitmentTracker.Benchmarks.Scenarios;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Benchmarks.Server;

/// <summary>
/// <c>server</c>: the service over PostgreSQL, in turn with itself over SQLite where it reads, and with pgbench on the same server where it
/// writes. Client, services and server share the processors, so that only what stands side by side says something.
/// </summary>
internal static class ServerCommand
{
    private const int Clients = 64;

    /// <summary>A row in, a row changed, and a commit: the least that a write of the service does.</summary>
    private const string Script = """
        \set id random(1, 2000)
        begin;
        insert into inserted (id, body) values (:id, 'The draft was put to the agencies concerned; their comments are being worked in.');
        update updated set body = 'in progress' where id = :id;
        commit;
        """;

    private const string TablesSql = """
        create table inserted (number bigserial primary key, id bigint, body text);
        create table updated (id bigint primary key, body text);
        insert into updated select number, 'not started' from generate_series(1, 2000) number;
        """;

    public static Command Create()
    {
        var usual = new BenchmarkOptions();
        var commitments = new Option<int>("--commitments") { Description = "How many commitments.", DefaultValueFactory = _ => 2_000 };
        var rounds = new Option<int>("--rounds")
        {
            Description = "How many rounds of each in turn.",
            DefaultValueFactory = _ => usual.Rounds,
        };
        var seconds = new Option<int>("--seconds") { Description = "How long a round lasts.", DefaultValueFactory = _ => usual.Seconds };
        var folder = new Option<string>("--folder") { Description = "Where databases are.", DefaultValueFactory = _ => usual.Folder };
        var app = new Option<string?>("--app") { Description = "A folder with a published service; it is published unless said." };
        var command = new Command("server", "Measure the service over PostgreSQL.") { commitments, rounds, seconds, folder, app };
        command.SetAction(parsed =>
            RunAsync(
                usual with
                {
                    Rounds = parsed.GetValue(rounds),
                    Seconds = parsed.GetValue(seconds),
                    Folder = Path.GetFullPath(parsed.GetValue(folder)!),
                    AppFolder = parsed.GetValue(app) is { } given ? Path.GetFullPath(given) : null,
                },
                parsed.GetValue(commitments)
            )
        );
        return command;
    }

    private static async Task RunAsync(BenchmarkOptions options, int commitments)
    {
        Wrk.CheckThatItIsThere();
        var app = options.AppFolder ?? await PublishedApp.FolderAsync();
        using var copy = await WorkingCopy.MakeAsync(options, commitments);
        // The server's own user must get there.
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-bench-").FullName;
        await DatabaseServer.RunAsync("chmod", ["755", folder], []);
        using var server = await DatabaseServer.StartAsync(Path.Combine(folder, "server"));
        await server.CreateAsync("commitments");
        await server.CreateAsync("bench");
        await server.ExecuteAsync("bench", TablesSql);
        await DatabaseServer.RunAsync(
            "dotnet",
            [Path.Combine(app, PublishedApp.Assembly), "copy", "--to", $"postgresql:{server.ConnectionTo("commitments")}"],
            new Dictionary<string, string> { ["Database__Path"] = copy.Path }
        );
        var script = Path.Combine(copy.Folder, "write.sql");
        await File.WriteAllTextAsync(script, Script);

        await using var file = await StartAsync(app, copy.Path, []);
        await using var one = await StartAsync(app, copy.Path, ServerSettings(server));
        await using var other = await StartAsync(app, copy.Path, ServerSettings(server));
        var figures = new Dictionary<string, List<double>>();
        var updates = Path.Combine(copy.Folder, "updates.txt");
        await new ProgressUpdates(options, commitments).WriteAsync(updates, 50_000);
        for (var round = 0; round <= options.Rounds; round++)
        {
            // The first warms up and does not count.
            var into = round == 0 ? [] : figures;
            Add(into, "reads, SQLite", await ReadAsync(options, file));
            Add(into, "reads, PostgreSQL, one instance", await ReadAsync(options, one));
            Add(into, "reads, PostgreSQL, two instances", (await Task.WhenAll(ReadAsync(options, one), ReadAsync(options, other))).Sum());
            Add(into, "writes, SQLite", await WriteAsync(options, file, updates));
            Add(into, "writes, PostgreSQL, one instance", await WriteAsync(options, one, updates));
            Add(
                into,
                "writes, PostgreSQL, two instances",
                (await Task.WhenAll(WriteAsync(options, one, updates, Clients / 2), WriteAsync(options, other, updates, Clients / 2))).Sum()
            );
            Add(into, "pgbench, an insert and an update", await BenchAsync(options, server, script));
        }

        await PrintAsync(figures, commitments);
    }

    private static async Task PrintAsync(Dictionary<string, List<double>> figures, int commitments)
    {
        await Console.Out.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"| at {commitments} commitments | each second |\n|---|---|")
        );
        foreach (var (name, rates) in figures)
        {
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {name} | {Figures.Median(rates):F0} |"));
        }

        await RatioAsync("reads to SQLite's", "reads, PostgreSQL, one instance", "reads, SQLite");
        await RatioAsync("reads of two to those of one", "reads, PostgreSQL, two instances", "reads, PostgreSQL, one instance");
        await RatioAsync("writes to pgbench's", "writes, PostgreSQL, one instance", "pgbench, an insert and an update");
        await RatioAsync("writes to SQLite's", "writes, PostgreSQL, one instance", "writes, SQLite");

        Task RatioAsync(string what, string measured, string against) =>
            Console.Out.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what}: {Figures.Median([.. figures[measured].Zip(figures[against], (one, other) => one / other)]):F2}"
                )
            );
    }

    private static void Add(Dictionary<string, List<double>> figures, string name, double rate)
    {
        figures.TryAdd(name, []);
        figures[name].Add(rate);
    }

    private static Dictionary<string, string> ServerSettings(DatabaseServer server) =>
        new() { ["Database__Engine"] = "postgresql", ["Database__ConnectionString"] = server.ConnectionTo("commitments") };

    private static Task<PublishedService> StartAsync(string app, string path, Dictionary<string, string> settings) =>
        PublishedService.StartAsync(
            new ServiceStart
            {
                DatabasePath = path,
                AppFolder = app,
                Environment = settings,
            }
        );

    private static async Task<double> ReadAsync(BenchmarkOptions options, PublishedService service) =>
        Checked(
            await Client()
                .RunAsync(
                    new LoadRun
                    {
                        Address = new Uri(service.BaseAddress, "/api/v1/commitments?limit=50"),
                        Connections = options.Connections,
                        Seconds = options.Seconds,
                    }
                )
        );

    private static async Task<double> WriteAsync(
        BenchmarkOptions options,
        PublishedService service,
        string updates,
        int clients = Clients
    ) =>
        Checked(
            await Client()
                .RunAsync(
                    new LoadRun
                    {
                        Address = service.BaseAddress,
                        Connections = clients,
                        Seconds = options.Seconds,
                        Headers = [$"Authorization: Bearer {PublishedService.Key}", "Content-Type: application/json"],
                        RequestsFile = updates,
                        ExpectedStatus = 201,
                    }
                )
        );

    private static async Task<double> BenchAsync(BenchmarkOptions options, DatabaseServer server, string script)
    {
        var said = await server.BenchAsync("-n", "-c", $"{Clients}", "-T", $"{options.Seconds}", "-f", script, "bench");
        return double.Parse(Regex.Match(said, "tps = (?<rate>[0-9.]+)").Groups["rate"].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>On all processors, as what it loads.</summary>
    private static Wrk Client() => new(Processors.Choose().All);

    private static double Checked(LoadFigures load) =>
        load is { Requests: > 0, Refused: 0, Broken: 0, Wrong: 0 }
            ? load.PerSecond
            : throw new BenchmarkException($"Not all was answered: {load}");
}
