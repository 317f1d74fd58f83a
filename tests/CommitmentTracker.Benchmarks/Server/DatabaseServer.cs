using System.Diagnostics;

namespace CommitmentTracker.Benchmarks.Server;

/// <summary>A PostgreSQL server of Debian's packages in a folder of its own, as durable as it is by default.</summary>
internal sealed class DatabaseServer : IDisposable
{
    private static readonly string Script = TestStand.Repository.PathOf("tests", "postgresql", "server.sh");

    private readonly string folder;
    private readonly string connection;

    private DatabaseServer(string folder, string connection) => (this.folder, this.connection) = (folder, connection);

    public static async Task<DatabaseServer> StartAsync(string folder) =>
        new(folder, (await RunAsync("bash", [Script, "start", folder], [])).Trim());

    public string ConnectionTo(string database) =>
        connection.Replace("Database=postgres", $"Database={database}", StringComparison.Ordinal);

    public Task CreateAsync(string database) => RunAsync("createdb", [database], Variables);

    public Task ExecuteAsync(string database, string sql) => RunAsync("psql", ["-q", "-d", database, "-c", sql], Variables);

    public Task<string> BenchAsync(params string[] arguments)
    {
        var newest = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last();
        return RunAsync(Path.Combine(newest, "bin", "pgbench"), arguments, Variables);
    }

    public void Dispose()
    {
        RunAsync("bash", [Script, "stop", folder], []).GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What it printed; it must end well.</summary>
    public static async Task<string> RunAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new BenchmarkException($"{program} failed: {await errors}");
    }

    private Dictionary<string, string> Variables =>
        new()
        {
            ["PGHOST"] = ValueOf("Host"),
            ["PGPORT"] = ValueOf("Port"),
            ["PGUSER"] = ValueOf("Username"),
            ["PGPASSWORD"] = ValueOf("Password"),
        };

    private string ValueOf(string name) =>
        connection.Split(';').First(part => part.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];
}
