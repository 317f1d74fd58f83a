using System.Globalization;
using CommitmentTracker.TestStand;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>Thousands of requests, good and bad, over every operation: no answer is a 5xx or other than the contract says.</summary>
internal sealed class FuzzTrial : ITrial
{
    private const string Python = "/usr/bin/python3"; // Debian's, which its packages are for
    private const string Closing = "fuzz: ";

    public string Name => "fuzz";

    public async Task<string> RunAsync(Ground ground)
    {
        var packages = await Tool.RunAsync(Python, "-c", "import brotli, hypothesis, jsonschema, yaml");
        if (packages.ExitCode != 0)
        {
            throw new TrialSkippedException("apt-get install python3-brotli python3-hypothesis python3-jsonschema python3-yaml");
        }

        await using var service = await ground.StartAsync();
        var cases = ground.Form(10_000, 2_000).ToString(CultureInfo.InvariantCulture);
        string[] options = ["--address", service.BaseAddress.ToString(), "--key", PublishedService.Key, "--cases", cases];
        string[] fuzz = ["-B", Repository.PathOf("tests", "fuzz", "fuzz.py"), "--contract", Repository.PathOf("openapi.yaml")];
        var run = await Tool.RunAsync(Python, [.. fuzz, .. options]);
        foreach (var line in run.Output.Split('\n'))
        {
            Ground.Say(line);
        }

        var closing = run.Output.Split('\n').LastOrDefault(line => line.StartsWith(Closing, StringComparison.Ordinal));
        Expect.That(run.ExitCode == 0 && closing is not null, closing ?? run.Errors);
        return closing![Closing.Length..];
    }
}
