using System.CommandLine;
using CommitmentTracker.Benchmarks.Limit;
using CommitmentTracker.Benchmarks.Server;

namespace CommitmentTracker.Benchmarks;

/// <summary>What the program can be asked for. Without a command, it measures.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Measures the service against the limit of what its server can do.")
        {
            GenerateCommand.Create(),
            LimitCommand.Create(),
            ServerCommand.Create(),
        };
        MeasureCommand.AddTo(root);
        return root.Parse(args).InvokeAsync();
    }
}
