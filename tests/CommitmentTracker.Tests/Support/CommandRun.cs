using System.Diagnostics;

namespace CommitmentTracker.Tests.Support;

/// <summary>A command of the built program, run as a process of its own: what it printed and how it ended.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<CommandRun> OfAsync(string databasePath, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(databasePath),
        };
        foreach (var setting in TestEngine.SettingsOf(databasePath).Select(setting => setting.Split('=', 2)))
        {
            start.Environment[setting[0].Replace(":", "__", StringComparison.Ordinal)] = setting[1];
        }

        using var program = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = program.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = program.StandardError.ReadToEndAsync(patience.Token);
            await program.WaitForExitAsync(patience.Token);
            return new CommandRun(program.ExitCode, await output, await errors);
        }
        finally
        {
            program.Kill();
        }
    }
}
