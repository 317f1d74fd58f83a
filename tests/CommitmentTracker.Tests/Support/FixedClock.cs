using System.Globalization;

namespace CommitmentTracker.Tests.Support;

/// <summary>A clock that stands where a test puts it.</summary>
internal sealed class FixedClock(string instant) : TimeProvider
{
    private long ticks = Parse(instant).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Set(string to) => Interlocked.Exchange(ref ticks, Parse(to).UtcTicks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
