using CommitmentTracker.Benchmarks.Load;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>What one round showed; durations in milliseconds, the server's processor time in microseconds a request.</summary>
internal sealed record Round(double PerSecond, double P50, double P99, double CpuMicroseconds)
{
    public static Round Of(LoadFigures load, TimeSpan cpu) =>
        new(load.PerSecond, load.P50 / 1000.0, load.P99 / 1000.0, cpu.TotalMicroseconds / load.Requests);

    public static Round Median(IReadOnlyCollection<Round> rounds) =>
        new(
            MedianOf(rounds, round => round.PerSecond),
            MedianOf(rounds, round => round.P50),
            MedianOf(rounds, round => round.P99),
            MedianOf(rounds, round => round.CpuMicroseconds)
        );

    private static double MedianOf(IReadOnlyCollection<Round> rounds, Func<Round, double> figure) =>
        Figures.Median([.. rounds.Select(figure)]);
}
