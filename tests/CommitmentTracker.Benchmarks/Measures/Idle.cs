using CommitmentTracker.TestStand;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>Waits until a server has done with what nobody waits for any more, so that one scenario does not pay for the one before.</summary>
internal static class Idle
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    // Of a processor. The clock of the process ticks a hundred times a second.
    private const double Busy = 0.1;

    // What goes on for longer belongs to the server.
    private const int Looks = 240;

    public static async Task WaitAsync(ProcessFigures process)
    {
        for (var looks = 0; looks < Looks; looks++)
        {
            var before = process.CpuTime;
            await Task.Delay(Look);
            if (process.CpuTime - before < Look * Busy)
            {
                return;
            }
        }
    }
}
