using System.Globalization;
using System.Net;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>Many writers on two instances count up the same few records, each by what it has just read: no count is lost.</summary>
internal sealed class SameRecordTrial : ITrial
{
    private const int Writers = 64;
    private const string Start = "Count ";
    private static readonly string[] Codes = ["SAME-01", "SAME-02", "SAME-03"];

    private int begun;
    private int counted;

    public string Name => "same-record";

    public async Task<string> RunAsync(Ground ground)
    {
        await using var server = await PostgresServer.StartAsync();
        var instances = new Instances(ground, server);
        await instances.StartAsync();
        foreach (var code in Codes)
        {
            await instances.Calls(0).CreateAsync(code);
            using var first = await instances.Calls(1).RetitleAsync(code, Start + "0", "*");
            Expect.That(first.StatusCode == HttpStatusCode.OK, await TrackerCalls.SaidAsync(first));
        }

        var goal = ground.Form(2_000, 400);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => CountAsync(instances, goal)));
        var sum = 0;
        foreach (var code in Codes)
        {
            var titles = new[]
            {
                (string)(await instances.Calls(0).ReadAsync($"/commitments/{code}"))["title"]!,
                (string)(await instances.Calls(1).ReadAsync($"/commitments/{code}"))["title"]!,
            };
            Expect.That(titles[0] == titles[1], $"{code} is {titles[0]} on one instance and {titles[1]} on the other");
            sum += CountOf(titles[0]);
        }

        Expect.That(sum == goal, $"{goal} were counted and acknowledged, and the records say {sum}");
        await instances.StopAsync();
        await instances.ExpectCheckAsync();
        return $"{counted} read-modify-writes of {Writers} writers on {Codes.Length} records over {Instances.Count} instances, none lost; {instances}";
    }

    private async Task CountAsync(Instances instances, int goal)
    {
        while (Interlocked.Increment(ref begun) is var next && next <= goal)
        {
            while (!await CountOneAsync(instances, Codes[next % Codes.Length])) { }

            Interlocked.Increment(ref counted);
        }
    }

    /// <summary>Whether nobody else was faster. Reads on one instance and writes on the other.</summary>
    private static async Task<bool> CountOneAsync(Instances instances, string code)
    {
        var (reader, writer) = (instances.Calls(instances.Next()), instances.Calls(instances.Next()));
        using var read = await reader.GetAsync($"/commitments/{code}");
        Expect.That(read.StatusCode == HttpStatusCode.OK, await TrackerCalls.SaidAsync(read));
        var title = (string)System.Text.Json.Nodes.JsonNode.Parse(await read.Content.ReadAsStringAsync())!["title"]!;
        var next = string.Create(CultureInfo.InvariantCulture, $"{Start}{CountOf(title) + 1}");
        using var answer = await instances.AskAsync("a change", () => writer.RetitleAsync(code, next, read.Headers.ETag!.ToString()));
        Expect.That(
            answer is { StatusCode: HttpStatusCode.OK or HttpStatusCode.PreconditionFailed },
            answer is null ? "the connection was lost" : await TrackerCalls.SaidAsync(answer)
        );
        return answer!.StatusCode == HttpStatusCode.OK;
    }

    private static int CountOf(string title) => int.Parse(title[Start.Length..], CultureInfo.InvariantCulture);
}
