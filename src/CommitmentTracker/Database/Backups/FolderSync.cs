using System.Runtime.InteropServices;
using System.Text;

namespace CommitmentTracker.Database.Backups;

/// <summary>
/// Puts the names in a folder on the disk: a file that was renamed is else not sure to be found under its new name after a power cut.
/// The framework has no call for it, and Windows needs none.
/// </summary>
internal static class FolderSync
{
    private const int ReadOnly = 0;

    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(Encoding.UTF8.GetBytes(folder + "\0"), ReadOnly);
        var done = descriptor >= 0 && FSync(descriptor) == 0;
        var fault = Marshal.GetLastPInvokeErrorMessage();
        if (descriptor >= 0)
        {
            _ = Close(descriptor);
        }

        if (!done)
        {
            throw new IOException($"The folder {folder} cannot be put on the disk: {fault}.");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int FSync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
