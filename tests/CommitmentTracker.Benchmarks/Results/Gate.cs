using System.Globalization;

namespace CommitmentTracker.Benchmarks.Results;

/// <summary>Holds what was measured to what is promised; what was not measured is not judged.</summary>
internal static class Gate
{
    private const int PromisedSize = 2_000;
    private const double WritesPerSecond = 4_000;
    private const double WritesPerSecondWhenLarge = 3_000;
    private const double OnDiskPerSecond = 6_000;

    private static readonly Dictionary<string, double> Ratios = new()
    {
        [Names.List] = 0.75,
        [Names.Item] = 0.75,
        [Names.NotModified] = 1.2,
        [Names.Summary] = 0.5,
        [Names.Matrix] = 0.5,
        [Names.WorkList] = 0.4,
        [Names.Deadlines] = 0.4,
        [Names.Calendar] = 0.4,
        [Names.Timeline] = 0.4,
        [Names.Instruments] = 0.4,
        [Names.SecretariatList] = 0.4,
        [Names.SecretariatItem] = 0.4,
        [Names.FocalPointList] = 0.4,
        [Names.FocalPointItem] = 0.4,
        [Names.Mix] = 0.5,
    };

    public static IEnumerable<Promise> Of(BenchmarkResults results) =>
        [
            .. results.Faults.Select(fault => new Promise(false, fault)),
            .. results
                .Reads.Where(each => Ratios.ContainsKey(each.Name))
                .Select(each => AtLeast($"{each.Name} at {Text(each.Commitments)}, ratio to the limit", each.Ratio, Ratios[each.Name])),
            .. results.Growth.Select(each => AtMost($"{each.Name}, growth", each.Ratio, each.Name == Names.FullText ? 3 : 1.5)),
            .. results.AfterChange.Select(each =>
                AtMost(
                    $"{each.Name} at {Text(each.Commitments)}, first after a change, ms",
                    each.Median,
                    each.Name == Names.FullText ? 10 : 5
                )
            ),
            .. results.Exports.Select(each => AtLeast($"export at {Text(each.Commitments)}, MB each second", each.PerSecond, 20)),
            .. results.Writes.Where(each => each.Clients == 64).SelectMany(OfWrites),
            .. results.Pages.Select(each => AtMost($"page {each.Name}, {each.Way}, first byte by that of the API", each.Ratio, 2)),
            .. results.Starts.SelectMany(OfStart),
            .. results.Memory.Select(each =>
                AtMost($"memory at {Text(each.Commitments)} after load, MB", each.AfterLoad, each.Commitments <= PromisedSize ? 150 : 1_000)
            ),
        ];

    /// <summary>A slower disk lets through fewer; a faster one asks for no more.</summary>
    private static Promise[] OfWrites(WriteResult result) =>
        [
            AtLeast(
                $"writes of 64 clients at {Text(result.Commitments)} on {result.Processors}, each second",
                result.Service.PerSecond,
                (result.Commitments <= PromisedSize ? WritesPerSecond : WritesPerSecondWhenLarge)
                    * Math.Min(1, result.DiskPerSecond / OnDiskPerSecond)
            ),
            AtMost($"writes of 64 clients at {Text(result.Commitments)} on {result.Processors}, p99 ms", result.Service.P99, 60),
        ];

    /// <summary>How a start compares with another program's where there is little to read, and how long one waits where there is much.</summary>
    private static Promise[] OfStart(StartResult result) =>
        result.Commitments == 0
            ?
            [
                AtMost("start to live as shipped, ratio", result.LiveRatio, 1.6),
                AtMost("start to ready as shipped, ratio", result.ReadyRatio, 1.6),
                AtMost("start to list as shipped, ratio", result.ListRatio, 1.6),
            ]
            : [AtMost($"start to ready at {Text(result.Commitments)}, seconds", result.Ready / 1000, 5)];

    private static Promise AtLeast(string what, double measured, double promised) =>
        new(measured >= promised, $"{what}: {Figure(measured)}, at least {Figure(promised)}");

    private static Promise AtMost(string what, double measured, double promised) =>
        new(measured <= promised, $"{what}: {Figure(measured)}, at most {Figure(promised)}");

    private static string Figure(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

internal sealed record Promise(bool IsKept, string Sentence)
{
    public override string ToString() => $"{(IsKept ? "ok" : "not ok")} bench {Sentence}";
}
