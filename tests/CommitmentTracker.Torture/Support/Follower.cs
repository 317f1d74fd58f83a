using System.Diagnostics;
using System.Globalization;

namespace CommitmentTracker.Torture.Support;

/// <summary>Follows the changes with long polls, and pages through the commitments by their instant of change, over and over.</summary>
internal sealed class Follower(HttpClient client)
{
    private const int WaitSeconds = 2;
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(WaitSeconds + 3);

    private readonly TrackerCalls tracker = new(client);

    public int Changes { get; private set; }

    public int Rounds { get; private set; }

    /// <summary>Each change once, in order, and no poll longer than it asked for.</summary>
    public async Task FollowAsync(CancellationToken stop)
    {
        var since = 0L;
        while (!stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            var feed = await tracker.ReadAsync(
                string.Create(CultureInfo.InvariantCulture, $"/changes?since={since}&limit=200&wait={WaitSeconds}")
            );
            var took = Stopwatch.GetElapsedTime(began);
            Expect.That(took < LongestPoll, $"a poll of {WaitSeconds} s took {took.TotalSeconds:F1} s");
            foreach (var change in feed["items"]!.AsArray())
            {
                var number = (long)change!["seq"]!;
                Expect.That(number == since + 1, $"change {number} follows {since}");
                since = number;
                Changes++;
            }
        }
    }

    /// <summary>No record that was there from the beginning is skipped, though they are changed meanwhile.</summary>
    public async Task PageAsync(IReadOnlyCollection<string> codes, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            string? cursor = null;
            do
            {
                var from = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
                var page = await tracker.ReadAsync($"/commitments?sort=updatedAt&limit=20{from}");
                seen.UnionWith(page["items"]!.AsArray().Select(item => (string)item!["code"]!));
                cursor = (string?)page["page"]!["next"];
            } while (cursor is not null && !stop.IsCancellationRequested);

            if (cursor is null)
            {
                Expect.None(codes.Except(seen).ToList(), "commitments that paging by updatedAt skipped");
                Rounds++;
            }
        }
    }
}
