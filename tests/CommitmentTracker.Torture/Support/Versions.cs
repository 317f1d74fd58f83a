using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace CommitmentTracker.Torture.Support;

/// <summary>
/// Records that one client each changes on any instance, with If-Match, and that others read on any instance meanwhile: nobody may get an
/// older version than he can know of.
/// </summary>
internal sealed class Versions(Instances instances, Ledger ledger)
{
    /// <summary>How old the answer to who shows nothing may be, while the server answers.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(3);

    /// <summary>The same while it does not, until the instance has noticed.</summary>
    private static readonly TimeSpan AllowedInTrouble = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly string[] Codes =
    [
        .. Enumerable.Range(1, 4).Select(each => string.Create(CultureInfo.InvariantCulture, $"SEEN-{each:D2}")),
    ];

    private readonly ConcurrentDictionary<string, ConcurrentQueue<(long Version, long At)>> acknowledged = new();
    private long troubleUntil;
    private int reads;
    private int changes;

    public static async Task PrepareAsync(Instances instances)
    {
        foreach (var code in Codes)
        {
            await instances.Calls(0).CreateAsync(code);
        }
    }

    /// <summary>What was done to the server begins, or has just ended.</summary>
    public void NoteTrouble() => Volatile.Write(ref troubleUntil, Stopwatch.GetTimestamp() + 5 * Stopwatch.Frequency);

    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(
            Codes.SelectMany(code =>
                new[]
                {
                    ChangeAsync(code, stop),
                    ReadAsync(code, stop),
                    ReadAsync(code, stop),
                    ReadTaggedAsync(code, stop),
                    ReadOwnAsync(stop),
                }
            )
        );

    public override string ToString() => $"{changes} changes with If-Match and {reads} reads, none older than its reader could know";

    private async Task ChangeAsync(string code, CancellationToken stop)
    {
        string? tag = null;
        for (var number = 1; !stop.IsCancellationRequested; )
        {
            await Task.Delay(Pause, CancellationToken.None);
            var calls = instances.Calls(instances.Next());
            if (tag is null)
            {
                using var read = await instances.AskAsync("the record to change", () => calls.GetAsync($"/commitments/{code}"));
                tag = read?.StatusCode == HttpStatusCode.OK ? read.Headers.ETag!.ToString() : null;
                continue;
            }

            var title = string.Create(CultureInfo.InvariantCulture, $"Title {number++} of {code}");
            var match = tag;
            using var answer = await instances.AskAsync("a change", () => calls.RetitleAsync(code, title, match));
            tag = null;
            if (answer?.StatusCode == HttpStatusCode.OK)
            {
                tag = answer.Headers.ETag!.ToString();
                Acknowledge(code, title, VersionOf(tag));
                continue;
            }

            // One whose outcome was unknown has come to be.
            Expect.That(
                answer
                    is null
                        or {
                            StatusCode: HttpStatusCode.ServiceUnavailable
                                or HttpStatusCode.InsufficientStorage
                                or HttpStatusCode.PreconditionFailed
                        },
                answer is null ? "" : await TrackerCalls.SaidAsync(answer)
            );
        }
    }

    private void Acknowledge(string code, string title, long version)
    {
        ledger.Acknowledge(new Retitled(code, version, title));
        acknowledged.GetOrAdd(code, _ => new()).Enqueue((version, Stopwatch.GetTimestamp()));
        Interlocked.Increment(ref changes);
    }

    /// <summary>With a key and without one, in turn.</summary>
    private async Task ReadAsync(string code, CancellationToken stop)
    {
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            var (which, withKey) = (instances.Next(), turn % 2 == 0);
            var client = withKey ? instances.Client(which) : instances.Public(which);
            var inTrouble = Stopwatch.GetTimestamp() < Volatile.Read(ref troubleUntil);
            var least = LeastOf(
                code,
                withKey ? TimeSpan.Zero
                    : inTrouble ? AllowedInTrouble
                    : Allowed
            );
            using var answer = await instances.AskAsync(
                withKey ? "a read with a key" : "a public read",
                () => new TrackerCalls(client).GetAsync($"/commitments/{code}")
            );
            await ExpectAsync(answer, code, least, withKey ? "with a key" : $"without one, {(inTrouble ? "in trouble" : "in peace")}");
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>Without a key, with the tag of what it read last.</summary>
    private async Task ReadTaggedAsync(string code, CancellationToken stop)
    {
        string? tag = null;
        while (!stop.IsCancellationRequested)
        {
            var (calls, known) = (new TrackerCalls(instances.Public(instances.Next())), tag);
            var least = known is null ? 0 : LeastOf(code, TimeSpan.Zero);
            using var answer = await instances.AskAsync("a read with a tag", () => calls.GetAsync($"/commitments/{code}", known));
            if (answer?.StatusCode == HttpStatusCode.NotModified)
            {
                Expect.That(VersionOf(known!) >= least, $"{code} was not modified since {known}, and has version {least}");
                Interlocked.Increment(ref reads);
            }
            else
            {
                await ExpectAsync(answer, code, least, "with a tag");
                tag = answer?.Headers.ETag?.ToString() ?? tag;
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>A report that one instance has acknowledged is there on the other.</summary>
    private async Task ReadOwnAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Pause, CancellationToken.None);
            if (ledger.Last is not { Location: { } location })
            {
                continue;
            }

            var client = instances.Client(instances.Next());
            using var answer = await instances.AskAsync("a report's read", () => client.GetAsync(new Uri(location, UriKind.Relative)));
            Expect.That(
                answer is null or { StatusCode: HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable },
                answer is null ? "" : $"{location} was acknowledged: {await TrackerCalls.SaidAsync(answer)}"
            );
            Interlocked.Increment(ref reads);
        }
    }

    private async Task ExpectAsync(HttpResponseMessage? answer, string code, long least, string how)
    {
        if (answer is null or { StatusCode: HttpStatusCode.ServiceUnavailable })
        {
            return;
        }

        Expect.That(answer.StatusCode == HttpStatusCode.OK, await TrackerCalls.SaidAsync(answer));
        var version = VersionOf(answer.Headers.ETag!.ToString());
        Expect.That(version >= least, $"{code} was read in version {version} {how}, and {least} was acknowledged before");
        Interlocked.Increment(ref reads);
    }

    /// <summary>The greatest version that was acknowledged so long ago.</summary>
    private long LeastOf(string code, TimeSpan ago)
    {
        var before = Stopwatch.GetTimestamp() - (long)(ago.TotalSeconds * Stopwatch.Frequency);
        return acknowledged.TryGetValue(code, out var all)
            ? all.Reverse().SkipWhile(each => each.At > before).Select(each => each.Version).FirstOrDefault()
            : 0;
    }

    private static long VersionOf(string tag) =>
        long.Parse(tag.Replace("W/", "", StringComparison.Ordinal).Trim('"').Split('-')[0], CultureInfo.InvariantCulture);
}
