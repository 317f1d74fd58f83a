using System.Diagnostics;

namespace CommitmentTracker.Torture.Support;

/// <summary>
/// Where this program may not mount a disk, it may where it is root of a namespace of its own, with all that it starts: so it runs itself
/// again in there. Where neither is allowed, the trial that needs a disk says so.
/// </summary>
internal static class OwnNamespace
{
    private const string Mark = "TORTURE_IN_OWN_NAMESPACE";
    private const string Inside = "1";

    /// <summary>How to run without one, as whoever this is.</summary>
    public const string Without = $"{Mark}=no";

    /// <summary>Whether this runs in there, as a root that is one only there.</summary>
    public static bool IsInside => Environment.GetEnvironmentVariable(Mark) == Inside;

    private static readonly string[] Unshare = ["--map-root-user", "--mount"];

    /// <summary>Returns how the run in there ended, or null where there is no need or no way.</summary>
    public static async Task<int?> RunAgainAsync(string[] arguments)
    {
        if (Environment.GetEnvironmentVariable(Mark) is not null || await SmallDisk.CanMountAsync())
        {
            return null;
        }

        if ((await Tool.RunAsync("unshare", [.. Unshare, "true"])).ExitCode != 0)
        {
            return null;
        }

        string[] program = ["dotnet", Environment.GetCommandLineArgs()[0]];
        var start = new ProcessStartInfo("unshare", [.. Unshare, .. program, .. arguments]) { Environment = { [Mark] = Inside } };
        using var again = Process.Start(start)!;
        await again.WaitForExitAsync();
        return again.ExitCode;
    }
}
