using System.CommandLine;

namespace CommitmentTracker.Commands;

/// <summary>What the program does other than serve, for the person who runs the server.</summary>
internal static class CommandLine
{
    private static readonly RootCommand Root = new("Follows the commitments of ASEAN's digital ministers. Without a command, it serves.")
    {
        DatabaseCommands.CreateBackup(),
        DatabaseCommands.CreateCheck(),
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
