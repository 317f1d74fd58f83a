using System.ComponentModel;
using System.Diagnostics;

namespace CommitmentTracker.Torture.Support;

/// <summary>Another program, run to its end: what it printed and how it ended.</summary>
internal sealed record Tool(int ExitCode, string Output, string Errors)
{
    public static async Task<Tool> RunAsync(string file, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return new Tool(process.ExitCode, await output, await errors);
        }
        catch (Win32Exception missing)
        {
            return new Tool(127, "", missing.Message);
        }
    }
}
