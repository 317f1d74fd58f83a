using System.CommandLine;

namespace CommitmentTracker.Benchmarks;

/// <summary>What the program can be asked for. Without a command, it measures.</summary>
internal static class CommandLine
{
    private static readonly RootCommand Root = new("Measures the service against the limit of what the server can do.")
    {
        GenerateCommand.Create(),
    };

    public static Task<int> RunAsync(string[] args) => Root.Parse(args).InvokeAsync();
}
