using System.Globalization;

namespace CommitmentTracker.Torture.Support;

/// <summary>
/// The clock that a service sees, by Debian's faketime: the time of day is put where a trial wants it, and what runs by the monotonic
/// clock, as timeouts do, goes on as ever.
/// </summary>
internal sealed class FakeClock
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    private readonly string file;

    private FakeClock(string file, (string, string)[] environment) => (this.file, Environment) = (file, environment);

    /// <summary>What the service is started with.</summary>
    public (string Name, string Value)[] Environment { get; }

    /// <summary>A clock that can be put elsewhere while the service runs.</summary>
    public static FakeClock At(Ground ground, string instant, string name = "clock")
    {
        var file = ground.PathOf(name);
        var clock = new FakeClock(file, [("FAKETIME_TIMESTAMP_FILE", file), ("FAKETIME_NO_CACHE", "1"), .. Usual()]);
        clock.Set(instant);
        return clock;
    }

    /// <param name="instant">Where the clock goes on from, once the service has seen it.</param>
    /// <param name="speed">How many times faster than it should it goes.</param>
    public void Set(string instant, int speed = 1)
    {
        var start = Parse(instant).ToString(Format, CultureInfo.InvariantCulture);
        File.WriteAllText(file + ".new", string.Create(CultureInfo.InvariantCulture, $"@{start} x{speed}"));
        File.Move(file + ".new", file, overwrite: true);
    }

    private static DateTimeOffset Parse(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).ToUniversalTime();

    private static (string Name, string Value)[] Usual() =>
        [
            ("LD_PRELOAD", Libraries().FirstOrDefault(File.Exists) ?? throw new TrialSkippedException("apt-get install faketime")),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
            ("DONT_FAKE_MONOTONIC", "1"),
            ("TZ", "UTC"),
        ];

    private static IEnumerable<string> Libraries() =>
        Directory.GetDirectories("/usr/lib", "*-linux-gnu*").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1"));
}
