using System.Globalization;
using System.Net;

namespace CommitmentTracker.Torture.Support;

/// <summary>
/// Clients that report to any instance, each report with an Idempotency-Key, and send it again to any instance until it is acknowledged.
/// </summary>
internal sealed class TenaciousWriters(Instances instances, Ledger ledger, string run)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Codes =
    [
        .. Enumerable.Range(1, 8).Select(each => string.Create(CultureInfo.InvariantCulture, $"MANY-{each:D2}")),
    ];

    private int number;
    private int repeated;

    /// <summary>How often one was sent again.</summary>
    public int Repeated => repeated;

    public static async Task PrepareAsync(Instances instances)
    {
        foreach (var code in Codes)
        {
            await instances.Calls(0).CreateAsync(code);
        }
    }

    public Task RunAsync(int clients, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, clients).Select(_ => WriteAsync(stop)));

    private async Task WriteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var next = Interlocked.Increment(ref number);
            var name = string.Create(CultureInfo.InvariantCulture, $"{run}-{next}");
            await SendUntilAcknowledgedAsync(new SentReport(Codes[next % Codes.Length], name, $"key-{name}"));
        }
    }

    private async Task SendUntilAcknowledgedAsync(SentReport report)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var calls = instances.Calls(instances.Next());
            using var answer = await instances.AskAsync(
                "a report",
                () => calls.ReportAsync(report.Code, report.Narrative, report.IdempotencyKey)
            );
            if (answer?.StatusCode == HttpStatusCode.Created)
            {
                ledger.Acknowledge(report with { Location = answer.Headers.Location!.ToString() });
                return;
            }

            Expect.That(
                answer is null or { StatusCode: HttpStatusCode.ServiceUnavailable or HttpStatusCode.InsufficientStorage },
                answer is null ? "" : await TrackerCalls.SaidAsync(answer)
            );
            Expect.That(!patience.IsCancellationRequested, $"{report} is not taken for {Patience.TotalSeconds:F0} s");
            Interlocked.Increment(ref repeated);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
