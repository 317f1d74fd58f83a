using System.Globalization;
using System.Net;
using CommitmentTracker.Benchmarks.Limit;
using CommitmentTracker.Benchmarks.Load;
using CommitmentTracker.Benchmarks.Results;
using CommitmentTracker.Benchmarks.Scenarios;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>
/// Reads, in turn from the limit with bodies of the same size and from the service: what disturbs the machine meets both. Processor time
/// a request is what is held against each other, because it does not depend on how fast the client is.
/// </summary>
internal sealed class ReadMeasure(BenchmarkOptions options, Wrk wrk, BareServer limit, string folder)
{
    // As a list has it.
    private const string WarmUpAddress = "/30000";

    public async Task WarmUpLimitAsync() =>
        await wrk.RunAsync(await RunAsync(limit.BaseAddress, [WarmUpAddress], []) with { Seconds = options.WarmUpSeconds });

    public async Task<ReadResult> RunAsync(PublishedService service, Scenario scenario, int commitments, ProgressUpdates updates)
    {
        await Idle.WaitAsync(service.Figures);
        var bodies = await AskAsync(service, scenario);
        var served = new Target(await RunAsync(service.BaseAddress, scenario.Addresses, scenario.Headers), service.Figures);
        var limited = new Target(await RunAsync(limit.BaseAddress, [.. bodies.Select(SizeAddress)], []), limit.Figures);
        var look = await LookAsync(served.Run, scenario, bodies);

        // Beside it somebody writes, in the mix; what is sent then changes, and only its status is held to anything.
        var writer = scenario.Name == Names.Mix ? new SteadyWriter(service.Client, updates) : null;
        await using (writer)
        {
            var bytes = Checked(scenario, await wrk.RunAsync(look with { Seconds = options.WarmUpSeconds })).BytesEach;
            var (limits, services) = (new List<Round>(), new List<Round>());
            for (var round = 0; round < options.Rounds; round++)
            {
                var ofLimit = await limited.MeasureAsync(wrk);
                Checked(scenario, ofLimit.Load);
                limits.Add(ofLimit.Round);
                var ofService = await served.MeasureAsync(wrk);
                Checked(scenario, ofService.Load, scenario.Name == Names.Mix ? null : bytes);
                services.Add(ofService.Round);
            }

            if (options.LooksAgain)
            {
                Checked(scenario, await wrk.RunAsync(look with { Seconds = 1 }));
            }

            return new ReadResult
            {
                Name = scenario.Name,
                Commitments = commitments,
                Bytes = (long)bodies.Average(body => (double)body.Length),
                Service = Round.Median(services),
                Limit = Round.Median(limits),
                Ratio = Figures.Median([.. limits.Zip(services, (least, own) => least.CpuMicroseconds / own.CpuMicroseconds)]),
            };
        }
    }

    /// <summary>The median answer time of a single client, in milliseconds.</summary>
    public async Task<double> AloneAsync(PublishedService service, Scenario scenario)
    {
        var run = await RunAsync(service.BaseAddress, scenario.Addresses, scenario.Headers) with { Connections = 1 };
        await Idle.WaitAsync(service.Figures);
        await wrk.RunAsync(run with { Seconds = 1 });
        var rounds = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            rounds.Add(Checked(scenario, await wrk.RunAsync(run with { Seconds = Math.Max(1, options.Seconds / 2) })).P50 / 1000.0);
        }

        return Figures.Median(rounds);
    }

    /// <summary>What a client gets that asks once, without haste: what each answer must be like.</summary>
    private static async Task<IReadOnlyList<byte[]>> AskAsync(PublishedService service, Scenario scenario)
    {
        var bodies = new List<byte[]>();
        using var client = service.ClientWith(scenario.Key);
        foreach (var address in scenario.Addresses)
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
            bodies.Add(
                answer.StatusCode == HttpStatusCode.OK
                    ? await answer.Content.ReadAsByteArrayAsync()
                    : throw new BenchmarkException($"{address} was answered {(int)answer.StatusCode}.")
            );
        }

        return bodies;
    }

    private async Task<LoadRun> RunAsync(Uri server, IReadOnlyList<string> addresses, IReadOnlyList<string> headers)
    {
        var run = new LoadRun
        {
            Address = new Uri(server, addresses[0]),
            Connections = options.Connections,
            Seconds = options.Seconds,
            Headers = headers,
        };
        if (addresses.Count == 1)
        {
            return run;
        }

        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"requests-{server.Port}.txt"));
        await File.WriteAllLinesAsync(file, addresses);
        return run with { RequestsFile = file };
    }

    /// <summary>The run in which every answer is looked at.</summary>
    private async Task<LoadRun> LookAsync(LoadRun run, Scenario scenario, IReadOnlyList<byte[]> bodies)
    {
        var look = run with { ExpectedStatus = scenario.Status };
        if (scenario.Status != 200 || bodies.Count > 1)
        {
            return look;
        }

        var file = Path.Combine(folder, "body");
        await File.WriteAllBytesAsync(file, bodies[0]);
        return look with { ExpectedBodyFile = file };
    }

    /// <summary>A round whose answers were not those that were asked for counts for nothing.</summary>
    private LoadFigures Checked(Scenario scenario, LoadFigures load, double? bytesEach = null)
    {
        if (load.Requests == 0)
        {
            throw new BenchmarkException($"{scenario.Name} was not answered once in the time of a round: give --seconds more.");
        }

        // What was under way at the end was counted in bytes and not as a request.
        var slack = (double)options.Connections / load.Requests + 0.001;
        var hasOtherSize = bytesEach is { } expected && Math.Abs(load.BytesEach / expected - 1) > slack;
        return load is { Refused: 0, Broken: 0, Wrong: 0, Differing: 0 } && !hasOtherSize
            ? load
            : throw new BenchmarkException($"{scenario.Name}: not all answers were as they should be: {load}");
    }

    private static string SizeAddress(byte[] body) => string.Create(CultureInfo.InvariantCulture, $"/{body.Length}");
}
