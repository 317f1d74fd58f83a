using CommitmentTracker.TestStand.Generator;

namespace CommitmentTracker.Benchmarks;

/// <summary>What is measured, on how much data and for how long.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>The sizes at which all is measured; growth is told from the first to the last.</summary>
    public IReadOnlyList<int> Commitments { get; init; } = [2_000, 100_000];

    /// <summary>The names of what is measured; everything unless said.</summary>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    public int Rounds { get; init; } = 3;
    public int Seconds { get; init; } = 4;
    public int WarmUpSeconds { get; init; } = 3;
    public int Connections { get; init; } = 32;
    public int Starts { get; init; } = 7;

    /// <summary>How often something is changed and asked for then.</summary>
    public int Changes { get; init; } = 30;

    public int Seed { get; init; } = GeneratedTracker.Seed;

    /// <summary>Where generated databases are kept, and worked on: on the file system whose writes are measured.</summary>
    public string Folder { get; init; } = Path.Combine(Path.GetTempPath(), "commitment-tracker-benchmarks");

    /// <summary>A folder with a published service; it is published when none is given.</summary>
    public string? AppFolder { get; init; }

    /// <summary>Whether every answer is looked at after the rounds too, and not in the warm-up alone.</summary>
    public bool LooksAgain { get; init; } = true;

    public string? JsonFile { get; init; }
    public bool IsGate { get; init; }

    /// <summary>Proves in two minutes that all of it works; its figures say nothing.</summary>
    public BenchmarkOptions AsSmoke() =>
        this with
        {
            Commitments = [200],
            Rounds = 1,
            Seconds = 1,
            WarmUpSeconds = 1,
            Starts = 1,
            Changes = 3,
            LooksAgain = false,
            IsGate = false,
        };

    public bool Asks(string name) => Only.Count == 0 || Only.Contains(name);

    /// <summary>Whether <paramref name="name"/> is measured of this read: of those that are asked for, or of all where none is.</summary>
    public bool AsksOf(string read, string name) => Asks(name) && (!Only.Intersect(Names.Reads).Any() || Only.Contains(read));

    /// <summary>What is wrong with them, a sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (Commitments.Count == 0 || Commitments.Any(number => number is < 100 or > 1_000_000))
        {
            yield return "--commitments takes numbers from 100 to 1000000.";
        }

        if (new[] { Rounds, Seconds, WarmUpSeconds, Connections, Starts, Changes }.Any(number => number is < 1 or > 1000))
        {
            yield return "--rounds, --seconds, --warm-up, --connections, --starts and --changes take numbers from 1 to 1000.";
        }

        if (Only.Except(Names.All).ToList() is { Count: > 0 } unknown)
        {
            yield return $"--only knows no {string.Join(", ", unknown)}; it takes {string.Join(", ", Names.All)}.";
        }

        if (AppFolder is not null && !Directory.Exists(AppFolder))
        {
            yield return "--app must name a folder with a published service.";
        }
    }
}
