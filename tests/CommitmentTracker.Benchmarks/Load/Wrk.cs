using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CommitmentTracker.Benchmarks.Load;

/// <summary>Runs wrk, which sends as fast as it is answered, on one processor.</summary>
internal sealed class Wrk(string processor)
{
    private const string FiguresMark = "figures ";

    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Load", "load.lua");

    public static void CheckThatItIsThere()
    {
        foreach (var (tool, package) in new[] { ("wrk", "wrk"), ("taskset", "util-linux") })
        {
            try
            {
                using var process = Process.Start(
                    new ProcessStartInfo(tool, "--version") { RedirectStandardOutput = true, RedirectStandardError = true }
                );
                process!.WaitForExit();
            }
            catch (Win32Exception)
            {
                throw new BenchmarkException($"{tool} is missing. On Debian: apt-get install {package}");
            }
        }
    }

    public async Task<LoadFigures> RunAsync(LoadRun run)
    {
        string[] line =
        [
            "-c",
            processor,
            "wrk",
            "--latency",
            "--threads=1",
            $"--connections={Text(run.Connections)}",
            $"--duration={Text(run.Seconds)}s",
            "--timeout=30s",
            $"--script={Script}",
            .. run.Headers.SelectMany(header => new[] { "--header", header }),
            run.Address.AbsoluteUri,
            "--",
            .. Argument("requests", run.RequestsFile),
            .. Argument("status", run.ExpectedStatus?.ToString(CultureInfo.InvariantCulture)),
            .. Argument("body", run.ExpectedBodyFile),
        ];
        using var wrk = Process.Start(new ProcessStartInfo("taskset", line) { RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var figures = said.Split('\n').LastOrDefault(each => each.StartsWith(FiguresMark, StringComparison.Ordinal));
        return figures is null
            ? throw new BenchmarkException($"wrk did not end as it should:{Environment.NewLine}{said}")
            : JsonSerializer.Deserialize<LoadFigures>(figures[FiguresMark.Length..], JsonSerializerOptions.Web)!;
    }

    private static string[] Argument(string name, string? value) => value is null ? [] : [$"{name}={value}"];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
