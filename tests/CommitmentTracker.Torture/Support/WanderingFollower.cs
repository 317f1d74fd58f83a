using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace CommitmentTracker.Torture.Support;

/// <summary>Follows the changes with long polls, each page on another instance: each change once and in order.</summary>
internal sealed class WanderingFollower(Instances instances)
{
    private const int WaitSeconds = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private long since;

    public long Seen => Volatile.Read(ref since);

    public int Pages { get; private set; }

    public async Task FollowAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!await PageAsync())
            {
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    /// <summary>Goes on to the end of the journal.</summary>
    public async Task CatchUpAsync(long last)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (since < last)
        {
            Expect.That(!patience.IsCancellationRequested, $"the follower has come to {since} of {last}");
            await PageAsync();
        }
    }

    private async Task<bool> PageAsync()
    {
        var calls = instances.Calls(instances.Next());
        var path = string.Create(CultureInfo.InvariantCulture, $"/changes?since={since}&limit=100&wait={WaitSeconds}");
        using var answer = await instances.AskAsync("a long poll", () => calls.GetAsync(path));
        if (answer is null or { StatusCode: HttpStatusCode.ServiceUnavailable })
        {
            return false;
        }

        Expect.That(answer.StatusCode == HttpStatusCode.OK, await TrackerCalls.SaidAsync(answer));
        foreach (var change in JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["items"]!.AsArray())
        {
            var number = (long)change!["seq"]!;
            Expect.That(number == since + 1, $"change {number} follows {since}");
            Volatile.Write(ref since, number);
        }

        Pages++;
        return true;
    }
}
