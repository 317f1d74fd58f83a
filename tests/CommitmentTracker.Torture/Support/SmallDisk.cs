namespace CommitmentTracker.Torture.Support;

/// <summary>A disk of a few megabytes in memory.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    public static async Task<SmallDisk> MountAsync(string folder, string size)
    {
        Directory.CreateDirectory(folder);
        var mount = await Tool.RunAsync("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder);
        if (mount.ExitCode == 0)
        {
            return new SmallDisk(folder);
        }

        Directory.Delete(folder);
        throw new TrialSkippedException(
            $"run it as root, or under `unshare --map-root-user --mount` where that is allowed: {mount.Errors.Trim()}"
        );
    }

    public static async Task<bool> CanMountAsync()
    {
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-disk-").FullName;
        try
        {
            await using var disk = await MountAsync(folder, "1m");
            return true;
        }
        catch (TrialSkippedException)
        {
            return false;
        }
    }

    public async Task RemountAsync(string options)
    {
        // Named whole, or mount repeats the owner that it reads of it, which has another number in a namespace.
        var mount = await Tool.RunAsync("mount", "-t", "tmpfs", "-o", $"remount,{options}", "tmpfs", Folder);
        Expect.That(mount.ExitCode == 0, $"mount -o remount,{options}: {mount.Errors}");
    }

    public async ValueTask DisposeAsync()
    {
        // Lazily: a service that failed its trial may still hold files there.
        await Tool.RunAsync("umount", "--lazy", Folder);
        Directory.Delete(Folder, recursive: true);
    }
}
