using System.Globalization;

namespace CommitmentTracker.Benchmarks.Results;

/// <summary>Prints the figures as Markdown tables, so that they can go into a document as they are.</summary>
internal static class Tables
{
    public static void Print(BenchmarkResults results, TextWriter to)
    {
        Print(
            to,
            "Reads, against the limit with bodies of the same size",
            ["scenario", "commitments", "bytes", "req/s", "p50 ms", "p99 ms", "CPU µs", "limit req/s", "limit CPU µs", "ratio"],
            results.Reads.Select(each =>
                new[]
                {
                    each.Name,
                    Whole(each.Commitments),
                    Whole(each.Bytes),
                    Whole(each.Service.PerSecond),
                    Fine(each.Service.P50),
                    Fine(each.Service.P99),
                    Fine(each.Service.CpuMicroseconds),
                    Whole(each.Limit.PerSecond),
                    Fine(each.Limit.CpuMicroseconds),
                    Finest(each.Ratio),
                }
            )
        );
        Print(
            to,
            "One client",
            ["scenario", "commitments", "p50 ms"],
            results.Alone.Select(each => new[] { each.Name, Whole(each.Commitments), Finer(each.P50) })
        );
        Print(
            to,
            "Growth of the median answer time of one client",
            ["scenario", "from", "to", "times"],
            results.Growth.Select(each => new[] { each.Name, Whole(each.From), Whole(each.To), Finer(each.Ratio) })
        );
        Print(
            to,
            "First answer after a change",
            ["scenario", "commitments", "median ms", "slowest ms"],
            results.AfterChange.Select(each => new[] { each.Name, Whole(each.Commitments), Finer(each.Median), Finer(each.Slowest) })
        );
        Print(
            to,
            "Export of all commitments",
            ["commitments", "MB", "MB/s", "memory meanwhile MB"],
            results.Exports.Select(each =>
                new[] { Whole(each.Commitments), Fine(each.Megabytes), Fine(each.PerSecond), Fine(each.MemoryGrowth) }
            )
        );
        Print(
            to,
            "Progress updates",
            ["commitments", "clients", "processors", "writes/s", "p50 ms", "p99 ms", "CPU µs", "fdatasync/s", "ratio"],
            results.Writes.Select(each =>
                new[]
                {
                    Whole(each.Commitments),
                    Whole(each.Clients),
                    each.Processors,
                    Whole(each.Service.PerSecond),
                    Fine(each.Service.P50),
                    Fine(each.Service.P99),
                    Fine(each.Service.CpuMicroseconds),
                    Whole(each.DiskPerSecond),
                    Finest(each.Ratio),
                }
            )
        );
        Print(
            to,
            "First byte of pages as shipped, one client, by that of the API for the same data",
            ["page", "way", "page ms", "API ms", "ratio", "bytes", "asked of the API"],
            results.Pages.Select(each =>
                new[]
                {
                    each.Name,
                    each.Way,
                    Finest(each.Page),
                    Finest(each.Api),
                    Finer(each.Ratio),
                    Whole(each.Bytes),
                    string.Join(", ", each.Operations),
                }
            )
        );
        Print(
            to,
            "Start to the first answer",
            ["commitments", "empty ms", "live ms", "ready ms", "list ms", "live ratio", "ready ratio", "list ratio"],
            results.Starts.Select(each =>
                new[]
                {
                    each.Commitments == 0 ? "as shipped" : Whole(each.Commitments),
                    Whole(each.Empty),
                    Whole(each.Live),
                    Whole(each.Ready),
                    Whole(each.List),
                    Finer(each.LiveRatio),
                    Finer(each.ReadyRatio),
                    Finer(each.ListRatio),
                }
            )
        );
        Print(
            to,
            "Resident memory",
            ["commitments", "after start MB", "after load MB"],
            results.Memory.Select(each => new[] { Whole(each.Commitments), Whole(each.AfterStart), Whole(each.AfterLoad) })
        );
    }

    private static void Print(TextWriter to, string title, string[] columns, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        var widths = columns.Select((column, index) => all.Max(row => Math.Max(row[index].Length, column.Length))).ToList();
        to.WriteLine();
        to.WriteLine(title);
        to.WriteLine();
        to.WriteLine(Line(columns, widths));
        to.WriteLine(
            Line([.. widths.Select((width, index) => index == 0 ? new string('-', width) : new string('-', width - 1) + ':')], widths)
        );
        all.ForEach(row => to.WriteLine(Line(row, widths)));
    }

    private static string Line(string[] cells, List<int> widths) =>
        $"| {string.Join(" | ", cells.Select((cell, index) => index == 0 ? cell.PadRight(widths[index]) : cell.PadLeft(widths[index])))} |";

    private static string Whole(double number) => number.ToString("F0", CultureInfo.InvariantCulture);

    private static string Fine(double number) => number.ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>A hundredth of the limit is a figure too.</summary>
    private static string Finest(double number) => number.ToString("F3", CultureInfo.InvariantCulture);

    private static string Finer(double number) => number.ToString("F2", CultureInfo.InvariantCulture);
}
