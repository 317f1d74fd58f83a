using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CommitmentTracker.TestStand;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>
/// Large and hostile sheets beside others who write: a sheet of 25,000 commitments, its repetition and a sheet that changes all of them,
/// then workbooks that nobody means. None takes long or much memory, and nobody waits for them.
/// </summary>
internal sealed class ImportsTrial : ITrial
{
    private const int Writers = 4;
    private const long MostBytes = 300L * 1024 * 1024;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MostTimeOfHostile = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(1);

    public string Name => "imports";

    public async Task<string> RunAsync(Ground ground)
    {
        var rows = ground.Form(25_000, 5_000);
        var said = new List<string>();
        await using (var service = await ground.StartAsync())
        {
            said.Add(
                await WatchedAsync(service, $"{rows} new", MostTime, () => ImportAsync(service, Sheet(rows, "Title"), rows, "created"))
            );
            said.Add(
                await WatchedAsync(service, "the same again", MostTime, () => ImportAsync(service, Sheet(rows, "Title"), rows, "unchanged"))
            );
            said.Add(
                await WatchedAsync(service, "all changed", MostTime, () => ImportAsync(service, Sheet(rows, "Other"), rows, "changed"))
            );
            ExpectMemory(service);
        }

        await using (var service = await ground.StartOnAsync(ground.PathOf("hostile.db")))
        {
            foreach (var (name, book) in HostileBooks.All())
            {
                await WatchedAsync(service, $"{name} ({book.Length / 1024} KiB)", MostTimeOfHostile, () => RefusedAsync(service, book));
            }

            ExpectMemory(service);
            said.Add($"hostile workbooks: peak {service.PeakResidentBytes / 1024 / 1024} MiB");
        }

        return string.Join("; ", said);
    }

    private static async Task<string> WatchedAsync(PublishedService service, string what, TimeSpan most, Func<Task> import)
    {
        using var others = new OtherWriters(service, Writers, await OneAsync(service));
        await Task.Delay(500);
        var began = Stopwatch.GetTimestamp();
        await import();
        var took = Stopwatch.GetElapsedTime(began);
        var (answers, slowest) = await others.StopAsync();
        var told = string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {took.TotalSeconds:F1} s, beside it {answers} writes, the slowest {slowest.TotalMilliseconds:F0} ms, peak {service.PeakResidentBytes / 1024 / 1024} MiB"
        );
        Ground.Say(told);
        Expect.That(took < most, told);
        Expect.That(slowest < MostWait, told);
        return told;
    }

    private static void ExpectMemory(PublishedService service) =>
        Expect.That(service.PeakResidentBytes < MostBytes, $"the service held {service.PeakResidentBytes / 1024 / 1024} MiB at its peak");

    private static async Task<string> OneAsync(PublishedService service)
    {
        var tracker = new TrackerCalls(service.Client);
        var code = string.Create(CultureInfo.InvariantCulture, $"OTHER-{Stopwatch.GetTimestamp()}");
        await tracker.CreateAsync(code);
        return code;
    }

    private static async Task ImportAsync(PublishedService service, byte[] sheet, int rows, string outcome)
    {
        using var answer = await SendAsync(service, sheet);
        Expect.That(answer.IsSuccessStatusCode, await TrackerCalls.SaidAsync(answer));
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Expect.That((int)told[outcome]! == rows, $"{outcome} {told[outcome]} of {rows}");
    }

    private static async Task RefusedAsync(PublishedService service, byte[] book)
    {
        using var answer = await SendAsync(service, book);
        Expect.That((int)answer.StatusCode == 422, await TrackerCalls.SaidAsync(answer));
    }

    private static async Task<HttpResponseMessage> SendAsync(PublishedService service, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await service.Client.PostAsync(new Uri(TrackerCalls.Root + "/imports?of=commitments", UriKind.Relative), content);
    }

    /// <summary>Some 420 bytes a row, which makes 10 MB of 25,000.</summary>
    private static byte[] Sheet(int rows, string title)
    {
        var sheet = new StringBuilder(
            "code,title,description,kind,scope,instrument,theme,publication,dueOn,precision,deadlineBasis,leads,supports\n"
        );
        for (var row = 0; row < rows; row++)
        {
            sheet.Append(
                CultureInfo.InvariantCulture,
                $"LARGE-{row:D6},{title} {row} of a large plan for the region,{string.Concat(Enumerable.Repeat($"word{row % 997} of many ", 14))},commitment,regional,HANOI-2026,coordination,published,{2027 + row % 4}-{1 + row % 12:D2}-28,day,decided,VN:stated,TH:inferred ID:inferred\n"
            );
        }

        return Encoding.UTF8.GetBytes(sheet.ToString());
    }
}
