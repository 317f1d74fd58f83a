using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace CommitmentTracker.Tests.Support;

/// <summary>A clock that stands where a test puts it, written as tests write instants.</summary>
internal static class TestClock
{
    public static FakeTimeProvider At(string instant) => new(Parse(instant));

    /// <summary>Forward, timers that are due then fire; back, as an operator puts a clock right, none does.</summary>
    public static void Set(this FakeTimeProvider clock, string instant)
    {
        var to = Parse(instant);
        if (to >= clock.GetUtcNow())
        {
            clock.SetUtcNow(to);
        }
        else
        {
            clock.AdjustTime(to);
        }
    }

    /// <summary>Its instant, as the API writes it.</summary>
    public static string Now(this FakeTimeProvider clock) =>
        clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
