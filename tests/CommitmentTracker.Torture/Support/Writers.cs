using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CommitmentTracker.Torture.Support;

/// <summary>
/// Clients that write as fast as they are answered, until they are told to stop or the service is gone: reports, every third with an
/// Idempotency-Key, and now and then a new title with If-Match.
/// </summary>
internal sealed class Writers(IReadOnlyList<string> codes, Ledger ledger, string run)
{
    private int number;

    public async Task RunAsync(HttpClient client, int clients, CancellationToken stop)
    {
        var tracker = new TrackerCalls(client);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => WriteAsync(tracker, stop)));
    }

    private async Task WriteAsync(TrackerCalls tracker, CancellationToken stop)
    {
        var isGone = false;
        while (!isGone && !stop.IsCancellationRequested)
        {
            var next = Interlocked.Increment(ref number);
            isGone = next % 10 == 9 ? !await RetitleAsync(tracker, next) : !await ReportAsync(tracker, next);
        }
    }

    private async Task<bool> ReportAsync(TrackerCalls tracker, int next)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{run}-{next}");
        var report = new SentReport(codes[next % codes.Count], name, next % 3 == 0 ? $"key-{name}" : null);
        try
        {
            using var answer = await tracker.ReportAsync(report.Code, report.Narrative, report.IdempotencyKey);
            Expect.That(answer.StatusCode == HttpStatusCode.Created, await TrackerCalls.SaidAsync(answer));
            ledger.Acknowledge(report with { Location = answer.Headers.Location!.ToString() });
            return true;
        }
        catch (Exception fault) when (IsOfGoing(fault))
        {
            ledger.LeaveOpen(report);
            return false;
        }
    }

    private async Task<bool> RetitleAsync(TrackerCalls tracker, int next)
    {
        var code = codes[next % codes.Count];
        var title = string.Create(CultureInfo.InvariantCulture, $"Title {run}-{next}");
        try
        {
            using var read = await tracker.GetAsync($"/commitments/{code}");
            Expect.That(read.StatusCode == HttpStatusCode.OK, await TrackerCalls.SaidAsync(read));
            using var answer = await tracker.RetitleAsync(code, title, read.Headers.ETag!.ToString());
            if (answer.StatusCode != HttpStatusCode.PreconditionFailed)
            {
                Expect.That(answer.StatusCode == HttpStatusCode.OK, await TrackerCalls.SaidAsync(answer));
                var version = answer.Headers.ETag!.Tag.Trim('"').Split('-')[0];
                ledger.Acknowledge(new Retitled(code, long.Parse(version, CultureInfo.InvariantCulture), title));
            }

            return true;
        }
        catch (Exception fault) when (IsOfGoing(fault))
        {
            return false;
        }
    }

    /// <summary>What a client hears of a service that is killed: most often the first, and of its connection the others.</summary>
    private static bool IsOfGoing(Exception fault) => fault is HttpRequestException or IOException or SocketException;
}
