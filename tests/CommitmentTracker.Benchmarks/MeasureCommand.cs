using System.CommandLine;
using System.Text.Json;
using CommitmentTracker.Benchmarks.Results;

namespace CommitmentTracker.Benchmarks;

/// <summary>The options of a measurement, and what is printed of it.</summary>
internal static class MeasureCommand
{
    private static readonly BenchmarkOptions Usual = new();

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly Option<int[]> Commitments = new("--commitments")
    {
        Description = "How many commitments; several by repeating it, growth is told from the least to the most.",
        DefaultValueFactory = _ => [.. Usual.Commitments],
    };

    private static readonly Option<string[]> Only = new("--only")
    {
        Description = $"What to measure, of {string.Join(", ", Names.All)}; several by repeating it.",
    };

    private static readonly Option<int> Rounds = Number("--rounds", Usual.Rounds, "How many rounds of the limit and the service in turn.");
    private static readonly Option<int> Seconds = Number("--seconds", Usual.Seconds, "How long a round lasts.");
    private static readonly Option<int> WarmUp = Number("--warm-up", Usual.WarmUpSeconds, "How long each scenario is warmed up.");
    private static readonly Option<int> Connections = Number("--connections", Usual.Connections, "How many clients read at once.");
    private static readonly Option<int> Starts = Number("--starts", Usual.Starts, "How many starts of each program.");

    private static readonly Option<int> Changes = Number(
        "--changes",
        Usual.Changes,
        "How many changes before what is asked for after each."
    );

    private static readonly Option<string> Folder = new("--folder")
    {
        Description = "Where databases are kept and worked on: on the disk that is to be measured.",
        DefaultValueFactory = _ => Usual.Folder,
    };

    private static readonly Option<string?> App = new("--app")
    {
        Description = "A folder with a published service; it is published unless said.",
    };
    private static readonly Option<string?> JsonFile = new("--json") { Description = "A file for the figures as JSON." };
    private static readonly Option<bool> IsGate = new("--gate")
    {
        Description = "Hold the figures to what is promised; ends with 1 when one fails.",
    };
    private static readonly Option<bool> IsSmoke = new("--smoke") { Description = "Prove in two minutes that all of it works." };

    public static void AddTo(RootCommand root)
    {
        foreach (
            var option in new Option[]
            {
                Commitments,
                Only,
                Rounds,
                Seconds,
                WarmUp,
                Connections,
                Starts,
                Changes,
                Folder,
                App,
                JsonFile,
                IsGate,
                IsSmoke,
            }
        )
        {
            root.Add(option);
        }

        root.SetAction(parsed => RunAsync(OptionsFrom(parsed)));
    }

    private static BenchmarkOptions OptionsFrom(ParseResult parsed)
    {
        var given = Usual with
        {
            Commitments = [.. parsed.GetValue(Commitments)!.Distinct().Order()],
            Only = parsed.GetValue(Only) ?? [],
            Rounds = parsed.GetValue(Rounds),
            Seconds = parsed.GetValue(Seconds),
            WarmUpSeconds = parsed.GetValue(WarmUp),
            Connections = parsed.GetValue(Connections),
            Starts = parsed.GetValue(Starts),
            Changes = parsed.GetValue(Changes),
            Folder = Path.GetFullPath(parsed.GetValue(Folder)!),
            AppFolder = parsed.GetValue(App) is { } app ? Path.GetFullPath(app) : null,
            JsonFile = parsed.GetValue(JsonFile),
            IsGate = parsed.GetValue(IsGate),
        };
        return parsed.GetValue(IsSmoke) ? given.AsSmoke() : given;
    }

    private static async Task<int> RunAsync(BenchmarkOptions options)
    {
        if (options.Faults().ToList() is { Count: > 0 } faults)
        {
            faults.ForEach(Console.Error.WriteLine);
            return 1;
        }

        try
        {
            var results = await Benchmark.RunAsync(options, Console.Error);
            Tables.Print(results, Console.Out);
            if (options.JsonFile is { } file)
            {
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(results, Json));
            }

            results.Faults.ForEach(Console.Error.WriteLine);
            var isWhole = results.Faults.Count == 0;
            return (!options.IsGate || AreKept(Gate.Of(results))) && isWhole ? 0 : 1;
        }
        catch (BenchmarkException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static bool AreKept(IEnumerable<Promise> promises)
    {
        Console.Out.WriteLine();
        var all = promises.ToList();
        all.ForEach(Console.Out.WriteLine);
        return all.TrueForAll(promise => promise.IsKept);
    }

    private static Option<int> Number(string name, int usual, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual };
}
