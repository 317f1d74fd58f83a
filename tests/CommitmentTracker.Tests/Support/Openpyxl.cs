using System.Diagnostics;

namespace CommitmentTracker.Tests.Support;

/// <summary>An implementation of XLSX that is not ours, of Debian's package python3-openpyxl.</summary>
internal static class Openpyxl
{
    private const string Python = "/usr/bin/python3";
    private const string Package = "python3-openpyxl";

    /// <summary>Runs a script of Python with a workbook's path in <c>path</c>, and returns what it prints.</summary>
    public static async Task<string> RunAsync(string script, string path)
    {
        if (!File.Exists(Python) || (await StartAsync("import openpyxl", path)).Code != 0)
        {
            Missing();
        }

        var (code, output) = await StartAsync($"import sys, datetime, openpyxl\npath = sys.argv[1]\n{script}", path);
        Assert.That(code, Is.Zero, output);
        return output;
    }

    private static async Task<(int Code, string Output)> StartAsync(string script, string path)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        start.ArgumentList.Add(path);
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private static void Missing()
    {
        const string Message = $"Install Debian's package {Package} to run this test.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(Message);
        }

        Assert.Ignore(Message);
    }
}
