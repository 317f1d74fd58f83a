using System.Diagnostics;

namespace CommitmentTracker.TestStand;

/// <summary>The last lines that a process printed, for the message of what went wrong.</summary>
internal sealed class OutputTail
{
    private const int Kept = 200;

    private readonly Queue<string> lines = new();

    public void Add(object sender, DataReceivedEventArgs printed)
    {
        if (printed.Data is not { } line)
        {
            return;
        }

        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > Kept)
            {
                lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (lines)
        {
            return string.Join('\n', lines);
        }
    }
}
