using System.Globalization;

namespace CommitmentTracker.TestStand;

/// <summary>What Linux tells of a running process under <c>/proc</c>.</summary>
public sealed class ProcessFigures(int processId)
{
    private const int TicksPerSecond = 100;
    private const int UserTimeAt = 11; // of the fields that follow the name: see proc(5)
    private const int SystemTimeAt = 12;

    /// <summary>The time that its threads spent on processors, in their own code and in the kernel's.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            var line = File.ReadAllText(PathOf("stat"));
            // The name stands in brackets and may itself hold spaces and brackets.
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds((Number(fields[UserTimeAt]) + Number(fields[SystemTimeAt])) / (double)TicksPerSecond);
        }
    }

    public long ResidentBytes => Status("VmRSS:");

    public long PeakResidentBytes => Status("VmHWM:");

    public int Threads => (int)Number(StatusText("Threads:"));

    public int OpenHandles => Directory.GetFileSystemEntries(PathOf("fd")).Length;

    /// <summary>How many of them are of files whose path begins so, such as a database with what stands beside it.</summary>
    public int OpenHandlesOf(string path) =>
        Directory
            .GetFileSystemEntries(PathOf("fd"))
            .Select(handle => new FileInfo(handle).LinkTarget)
            .Count(target => target is not null && target.StartsWith(path, StringComparison.Ordinal));

    private long Status(string name) => Number(StatusText(name).Split(' ')[0]) * 1024;

    private string StatusText(string name) =>
        File.ReadLines(PathOf("status")).First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim();

    private string PathOf(string file) => $"/proc/{processId}/{file}";

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
