using System.Globalization;

namespace CommitmentTracker.Benchmarks.Load;

/// <summary>Which processor loads and which serves, so that neither takes time from the other.</summary>
internal sealed record Processors(string Client, string Server, string All)
{
    private const string AllowedMark = "Cpus_allowed_list:";

    /// <summary>The first two that this process may use and that are no two halves of one core.</summary>
    public static Processors Choose()
    {
        var allowed = Allowed();
        return allowed.Count == 1
            ? throw new BenchmarkException("Measuring needs two processors: one that loads and one that serves.")
            : new Processors(
                Text(allowed[0]),
                Text(allowed.Skip(1).Where(other => Core(other) != Core(allowed[0])).Append(allowed[1]).First()),
                string.Join(',', allowed.Select(Text))
            );
    }

    private static List<int> Allowed() =>
        [
            .. File.ReadLines("/proc/self/status")
                .First(line => line.StartsWith(AllowedMark, StringComparison.Ordinal))[AllowedMark.Length..]
                .Split(',')
                .Select(range => range.Split('-'))
                .SelectMany(ends => Enumerable.Range(Number(ends[0]), Number(ends[^1]) - Number(ends[0]) + 1)),
        ];

    private static string Core(int processor)
    {
        var path = $"/sys/devices/system/cpu/cpu{Text(processor)}/topology/thread_siblings_list";
        return File.Exists(path) ? File.ReadAllText(path) : Text(processor);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
