using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CommitmentTracker.TestStand;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>Bodies, addresses and headers far too large, deep or long, many at once: each is refused as the client's fault, in bounded memory.</summary>
internal sealed class LargeBodiesTrial : ITrial
{
    private const int AtOnce = 20;
    private const long MostBytes = 400L * 1024 * 1024;
    private const int DeclaredBytes = 40 * 1024 * 1024;
    private const int ChunkBytes = 64 * 1024;
    private const int MostChunkedBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly StatusCount answered = new();
    private long mostTaken;

    public string Name => "large-bodies";

    public async Task<string> RunAsync(Ground ground)
    {
        await using var service = await ground.StartAsync();
        service.Client.Timeout = TimeSpan.FromMinutes(5);
        var operations = await BodyOperation.AllAsync(service);
        foreach (var operation in operations)
        {
            await ManyAsync(() => DeclareAsync(service, operation));
            await ManyAsync(() => SendChunksAsync(service, operation));
            byte[][] bodies = operation.IsImport
                ? [Monsters.GzipBomb]
                : [Monsters.DeepArray, Monsters.DeepObject, Monsters.LongArray, Monsters.ManyMembers];
            foreach (var body in bodies)
            {
                await ManyAsync(() => SendAsync(service, operation, body));
            }

            await ManyAsync(() => SendAsync(service, operation, Monsters.GzipBomb, "gzip"));
            Ground.Say($"{operation.Id} ({operation.MediaType}): peak {service.PeakResidentBytes / 1024 / 1024} MiB");
        }

        foreach (var import in operations.Where(operation => operation.IsImport))
        {
            var isCsv = import.MediaType == "text/csv";
            byte[][] bodies = isCsv ? [Monsters.LongCell, Monsters.ManyRows] : [Monsters.WorkbookBomb];
            foreach (var body in bodies)
            {
                // An import waits at the write gate for the one before it, so some may be told to come back.
                await ManyAsync(() => SendAsync(service, import, body, mayBeBusy: true), ground.Form(AtOnce, 4));
                Ground.Say($"{import.MediaType} of {body.Length / 1024} KiB: peak {service.PeakResidentBytes / 1024 / 1024} MiB");
            }
        }

        await ManyAsync(() => HeadAsync(service, "GET", "/api/v1/commitments?q=" + new string('a', 20_000)));
        await ManyAsync(() => HeadAsync(service, "GET", "/api/v1/commitments?q=" + new string('a', 7_000)));
        await ManyAsync(() =>
            HeadAsync(service, "GET", "/api/v1/commitments?" + string.Join('&', Enumerable.Range(0, 1_200).Select(n => $"a{n}")))
        );
        // It comes down to the root, where there is a page.
        await ManyAsync(() => HeadAsync(service, "GET", "/api/v1/" + string.Concat(Enumerable.Repeat("../", 2_000)), 200));
        await ManyAsync(() => HeadAsync(service, "GET", "/api/v1/commitments", "If-None-Match: " + new string('"', 40_000)));
        await ManyAsync(() => HeadAsync(service, "GET", "/api/v1/commitments", [.. Enumerable.Range(0, 200).Select(n => $"X-{n}: 1")]));
        var peak = service.PeakResidentBytes;
        Expect.That(peak < MostBytes, $"the service held {peak / 1024 / 1024} MiB at its peak");
        var alive = await new TrackerCalls(service.Client).GetAsync("/commitments/HND-10");
        Expect.That(alive.StatusCode == HttpStatusCode.OK, await TrackerCalls.SaidAsync(alive));
        return $"{operations.Count} bodies of operations, {AtOnce} at once each, answered {answered}; of a body of {DeclaredBytes / 1024 / 1024} MiB "
            + $"at most {mostTaken / 1024} KiB were sent before it was refused; peak memory {peak / 1024 / 1024} MiB";
    }

    private static Task ManyAsync(Func<Task> send, int count = AtOnce) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => send()));

    /// <summary>Says how much it will send and sends nothing of it: the answer must not wait for it.</summary>
    private async Task DeclareAsync(PublishedService service, BodyOperation operation)
    {
        using var connection = await RawConnection.OpenAsync(service);
        var length = string.Create(CultureInfo.InvariantCulture, $"Content-Length: {DeclaredBytes}");
        await connection.TrySendAsync(HeadOf(operation, length, "", ""));
        ExpectStatus($"{operation.Id} with {length}", await connection.StatusAsync(Patience), 413);
    }

    /// <summary>Sends without saying how much, until it is answered.</summary>
    private async Task SendChunksAsync(PublishedService service, BodyOperation operation)
    {
        using var connection = await RawConnection.OpenAsync(service);
        await connection.TrySendAsync(HeadOf(operation, "Transfer-Encoding: chunked", "", ""));
        var chunk = Encoding.ASCII.GetBytes($"{ChunkBytes:x}\r\n{new string(' ', ChunkBytes)}\r\n");
        var sent = 0;
        var answer = connection.StatusAsync(TimeSpan.FromMinutes(1));
        while (sent < MostChunkedBytes && !answer.IsCompleted && await connection.TrySendAsync(chunk))
        {
            sent += ChunkBytes;
        }

        // A connection that is closed on what is still sent may lose its answer on the way: the end is the refusal then.
        ExpectStatus($"{operation.Id} in chunks", await answer, 413, 0);
        Expect.That(sent < MostChunkedBytes, $"{operation.Id} takes {sent} bytes in chunks");
        InterlockedMax(ref mostTaken, operation.IsImport ? 0 : sent);
    }

    private async Task SendAsync(
        PublishedService service,
        BodyOperation operation,
        byte[] body,
        string? encoding = null,
        bool mayBeBusy = false
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), operation.Path)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(operation.MediaType);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (encoding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(encoding);
        }

        using var answer = await service.Client.SendAsync(request);
        answered.Add(answer.StatusCode);
        var isRefused = (int)answer.StatusCode is >= 400 and < 500;
        Expect.That(
            isRefused || (mayBeBusy && answer.StatusCode == HttpStatusCode.ServiceUnavailable),
            $"{operation.Id} answers {body.Length} bytes with {await TrackerCalls.SaidAsync(answer)}"
        );
    }

    private Task HeadAsync(PublishedService service, string method, string path, params string[] headers) =>
        HeadAsync(service, method, path, 404, headers);

    private async Task HeadAsync(PublishedService service, string method, string path, int found, params string[] headers)
    {
        using var connection = await RawConnection.OpenAsync(service);
        await connection.TrySendAsync(RawConnection.Head(method, path, [.. headers, "", ""])[..^2]);
        ExpectStatus($"{method} {path[..Math.Min(path.Length, 60)]}", await connection.StatusAsync(Patience), 400, found, 414, 431);
    }

    private void ExpectStatus(string what, int? status, params int[] allowed)
    {
        answered.Add((HttpStatusCode)(status ?? 0));
        Expect.That(
            status is { } known && allowed.Contains(known),
            $"{what} is answered {status?.ToString(CultureInfo.InvariantCulture) ?? "not at all"}"
        );
    }

    private static string HeadOf(BodyOperation operation, params string[] headers) =>
        RawConnection.Head(operation.Method, operation.Path, [$"Content-Type: {operation.MediaType}", "If-Match: *", .. headers])[..^2];

    private static void InterlockedMax(ref long most, long value)
    {
        long seen;
        while (value > (seen = Interlocked.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen) { }
    }
}
