using System.CommandLine;

namespace CommitmentTracker.Commands;

/// <summary>What the program does other than serve, for the person who runs the server.</summary>
internal static class CommandLine
{
    private static readonly RootCommand Root = new("Follows the commitments of ASEAN's digital ministers. Without a command, it serves.")
    {
        DatabaseCommands.CreateBackup(),
        DatabaseCommands.CreateCheck(),
        DatabaseCommands.CreateCopy(),
        HealthCommand.Create(),
        KeysCommand.Create(),
        DatabaseCommands.CreateRestore(),
    };

    /// <summary>Whether the arguments name a command; everything else is a setting of the service.</summary>
    public static bool IsCommand(string[] args) =>
        args is [var first, ..] && (first is "--help" or "-h" or "-?" || Root.Subcommands.Any(command => command.Name == first));

    public static Task<int> RunAsync(string[] args) =>
        Root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}

/// <summary><c>health</c>: asks the service on this machine whether it is ready. For images that have no other client.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var command = new Command("health", "Ask the service on this machine whether it is ready; exit code 0 when it is.");
        command.SetAction((_, cancellation) => AskAsync(cancellation));
        return command;
    }

    private static async Task<int> AskAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            var answer = await client.GetAsync(new Uri(OwnAddress(), "/health/ready"), cancellation);
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellation));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"The service does not answer: {fault.Message}");
            return 1;
        }
    }

    /// <summary>Where the service listens, seen from this machine: the settings name all interfaces in ways that no client understands.</summary>
    private static Uri OwnAddress()
    {
        var url = Environment.GetEnvironmentVariable("ASPNETCORE_URLS")?.Split(';')[0] ?? HttpSetup.DefaultUrl;
        return new Uri(
            url.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal)
        );
    }
}
