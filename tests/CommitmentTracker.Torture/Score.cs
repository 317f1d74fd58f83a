using System.Diagnostics;

namespace CommitmentTracker.Torture;

/// <summary>Runs trials one after the other, prints a line for each, and counts.</summary>
internal sealed class Score
{
    private static readonly TimeSpan PatienceWithShort = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PatienceWithLong = TimeSpan.FromMinutes(30);

    private int passed;
    private int skipped;

    public int Failed { get; private set; }

    public async Task RunAsync(ITrial trial, string appFolder, bool isShort)
    {
        var began = Stopwatch.GetTimestamp();
        Console.WriteLine($"{trial.Name}:");
        await using var ground = new Ground(appFolder, isShort);
        try
        {
            var seen = await trial.RunAsync(ground).WaitAsync(isShort ? PatienceWithShort : PatienceWithLong);
            passed++;
            Console.WriteLine($"ok torture {trial.Name}: {seen} ({Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s)");
        }
        catch (TrialSkippedException skip)
        {
            skipped++;
            Console.WriteLine($"skip torture {trial.Name}: {skip.Message}");
        }
        catch (Exception fault)
        {
            // Whatever goes wrong here, the service or the trial, the other trials still tell something.
            Failed++;
            Console.WriteLine(ground.LastWords());
            Console.WriteLine($"not ok torture {trial.Name}: {(fault is TrialFailedException ? fault.Message : fault.ToString())}");
        }
    }

    public override string ToString() => $"{passed} passed, {Failed} failed, {skipped} skipped";
}
