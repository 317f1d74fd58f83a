using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>
/// How often in a second the disk takes 4 KB for good, one after the other: written to a file whose blocks are all there already, and
/// brought down by <c>fdatasync</c>, as SQLite does. The framework offers <c>fsync</c> alone, which also writes the file's times.
/// </summary>
internal static class DiskRate
{
    private const int BlockSize = 4096;
    private const int Blocks = 4096;

    public static double Measure(string folder, TimeSpan length)
    {
        var path = Path.Combine(folder, "disk-rate");
        try
        {
            using var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
            var block = new byte[BlockSize];
            Array.Fill(block, (byte)'x');
            for (var at = 0; at < Blocks; at++)
            {
                RandomAccess.Write(file, block, (long)at * BlockSize);
            }

            RandomAccess.FlushToDisk(file);
            return Rate(file, block, length);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double Rate(SafeFileHandle file, byte[] block, TimeSpan length)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var written = 0;
        for (; Stopwatch.GetElapsedTime(startedAt) < length; written++)
        {
            RandomAccess.Write(file, block, (long)(written % Blocks) * BlockSize);
            if (SyncData(file) != 0)
            {
                throw new BenchmarkException($"fdatasync failed with {Marshal.GetLastPInvokeError()}.");
            }
        }

        return written / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static extern int SyncData(SafeFileHandle file);
}
