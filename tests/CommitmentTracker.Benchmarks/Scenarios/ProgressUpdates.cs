using System.Net;
using System.Text;
using System.Text.Json;
using CommitmentTracker.TestStand.Generator;

namespace CommitmentTracker.Benchmarks.Scenarios;

/// <summary>Progress updates to send, one after the other: each on another commitment and for another party than the one before.</summary>
internal sealed class ProgressUpdates
{
    private static readonly string[] States = ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"];

    private readonly IReadOnlyList<string> codes;
    private readonly DateOnly asOf;
    private int next;

    public ProgressUpdates(BenchmarkOptions options, int commitments)
    {
        codes = GeneratedTracker.ReportableCodes(commitments, options.Seed);
        // Of yesterday: wherever the service's zone is, it has been that day.
        asOf = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
    }

    /// <param name="commitment">On which one; on the next unless said.</param>
    public (string Address, string Body) Next(string? commitment = null)
    {
        var number = Interlocked.Increment(ref next);
        // A prime, so that neighbours stand far apart and none comes twice before all have come.
        var code = commitment ?? codes[(int)(number * 104_729L % codes.Count)];
        var body = JsonSerializer.Serialize(
            new
            {
                party = States[number % States.Length],
                asOf,
                status = "in_progress",
                percent = number % 100,
                health = "on_track",
                narrative = "The draft was put to the agencies concerned; their comments are being worked in.",
                nextStep = "Publish the results and invite comments.",
            }
        );
        return ($"/api/v1/commitments/{code}/progress-updates", body);
    }

    /// <summary>Sends the next one, and throws when it was not recorded.</summary>
    public async Task SendAsync(HttpClient client, string? commitment = null)
    {
        var (address, body) = Next(commitment);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), content);
        if (answer.StatusCode != HttpStatusCode.Created)
        {
            throw new BenchmarkException(
                $"A progress update was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}"
            );
        }
    }

    /// <summary>So many of them as wrk reads them.</summary>
    public Task WriteAsync(string file, int count) =>
        File.WriteAllLinesAsync(file, Enumerable.Range(0, count).Select(_ => Next()).Select(update => $"{update.Address}\t{update.Body}"));
}
