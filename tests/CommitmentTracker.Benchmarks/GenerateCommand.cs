using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using CommitmentTracker.TestStand.Generator;

namespace CommitmentTracker.Benchmarks;

/// <summary><c>generate</c>: makes a database of many commitments, for whoever wants to try something on one.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var commitments = new Option<int>("--commitments") { Description = "How many commitments.", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed makes the same rows.",
            DefaultValueFactory = _ => GeneratedTracker.Seed,
        };
        var to = new Option<string>("--to") { Description = "The file to make; one that is there is replaced.", Required = true };
        var command = new Command("generate", "Make a database of many commitments.") { commitments, seed, to };
        command.SetAction(async parsed =>
        {
            var startedAt = Stopwatch.GetTimestamp();
            var path = Path.GetFullPath(parsed.GetRequiredValue(to));
            await GeneratedTracker.MakeAsync(path, parsed.GetValue(commitments), parsed.GetValue(seed));
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: {new FileInfo(path).Length / 1e6:F0} MB in {Stopwatch.GetElapsedTime(startedAt).TotalSeconds:F1} s"
            );
            await Console.Out.WriteLineAsync(line);
        });
        return command;
    }
}
