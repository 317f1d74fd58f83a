using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace CommitmentTracker.Torture.Support;

/// <summary>What an office does with the tracker in a day, over and over: reports, amends, exports, imports, subscribes.</summary>
internal sealed class Day(HttpClient client, string code)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly string[] Exports =
    [
        "/commitments.csv",
        "/assignments.csv",
        "/progress-updates.csv",
        "/commitments.xlsx",
        "/assignments.xlsx",
        "/progress-updates.xlsx",
        "/calendar.ics",
        "/summary/matrix",
    ];

    private readonly TrackerCalls tracker = new(client);

    public int Writes { get; private set; }

    public int Imports { get; private set; }

    public int Downloads { get; private set; }

    public async Task WriteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"soak-{Writes}");
            using var report = await tracker.ReportAsync(code, name, Writes % 3 == 0 ? name : null);
            Expect.That(report.StatusCode == HttpStatusCode.Created, await TrackerCalls.SaidAsync(report));
            using var change = await tracker.RetitleAsync(code, name, "*");
            Expect.That(change.StatusCode == HttpStatusCode.OK, await TrackerCalls.SaidAsync(change));
            Writes += 2;
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    public async Task DownloadAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var answer = await tracker.GetAsync(Exports[Downloads++ % Exports.Length]);
            Expect.That(answer.StatusCode == HttpStatusCode.OK, await TrackerCalls.SaidAsync(answer));
            await answer.Content.CopyToAsync(Stream.Null, CancellationToken.None);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>What was exported goes back in, in turn as a dry run and in earnest.</summary>
    public async Task ImportAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var export = await tracker.GetAsync("/commitments.csv?theme=online_scams");
            using var sheet = new ByteArrayContent(await export.Content.ReadAsByteArrayAsync(CancellationToken.None));
            sheet.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            var isDryRun = Imports++ % 2 == 0 ? "true" : "false";
            var path = new Uri($"{TrackerCalls.Root}/imports?of=commitments&dryRun={isDryRun}", UriKind.Relative);
            using var answer = await client.PostAsync(path, sheet, CancellationToken.None);
            Expect.That(answer.StatusCode == HttpStatusCode.OK, await TrackerCalls.SaidAsync(answer));
            await Task.Delay(Pause * 10, CancellationToken.None);
        }
    }
}
