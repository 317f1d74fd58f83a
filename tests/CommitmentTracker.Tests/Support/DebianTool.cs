using System.Diagnostics;
using System.Text;

namespace CommitmentTracker.Tests.Support;

/// <summary>Programs of Debian that tests hold the service against. Where one is missing the test is skipped and says so; in CI it fails.</summary>
internal static class DebianTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static void Require(string file, string package)
    {
        if (File.Exists(file))
        {
            return;
        }

        var sentence = $"{file} is missing: apt-get install {package}";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(sentence);
        }

        Assert.Ignore(sentence);
    }

    /// <summary>Runs it to its end and returns what it printed; the test fails when it fails.</summary>
    public static async Task<string> RunAsync(
        string file,
        IEnumerable<string> arguments,
        string input = "",
        params (string Name, string Value)[] environment
    )
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(patience.Token);
        Assert.That(process.ExitCode, Is.Zero, await errors);
        return await output;
    }
}
