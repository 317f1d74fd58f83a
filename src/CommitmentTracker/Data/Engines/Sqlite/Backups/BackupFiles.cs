using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace CommitmentTracker.Data.Engines.Sqlite.Backups;

/// <summary>The backups in the folder of the settings, told from all other files by their name: that of the database, and the instant.</summary>
internal sealed partial class BackupFiles
{
    private const string StampFormat = "yyyyMMdd'T'HHmmss'Z'";

    private readonly string name;
    private readonly bool isOwn;

    public BackupFiles(SqliteConnections connections, IOptions<BackupOptions> options)
    {
        var beside = Path.GetDirectoryName(connections.Path)!;
        name = Path.GetFileNameWithoutExtension(connections.Path);
        isOwn = !Path.IsPathRooted(options.Value.Folder);
        Folder = Path.GetFullPath(options.Value.Folder, beside);
    }

    public string Folder { get; }

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString(StampFormat, CultureInfo.InvariantCulture);

    public string PathAt(DateTimeOffset at) => Path.Combine(Folder, $"{name}-{Stamp(at)}.db");

    /// <summary>Makes the folder beside the database. One elsewhere must be there: where it is missing, its disk may be.</summary>
    public void MakeFolder()
    {
        if (isOwn)
        {
            Directory.CreateDirectory(Folder);
        }
        else if (!Directory.Exists(Folder))
        {
            throw new DatabaseFileException($"There is no folder {Folder}: make it, or set Backups__Folder to another.");
        }
    }

    /// <summary>Those that are whole, the newest first.</summary>
    public IReadOnlyList<BackupFile> All() => Named("db");

    /// <summary>What was left where making one broke off.</summary>
    public IReadOnlyList<BackupFile> Unfinished() => Named($"db{CheckedCopy.Unfinished}");

    private List<BackupFile> Named(string ending) =>
        Directory.Exists(Folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(Folder)
                    .Select(path => (Path: path, At: InstantOf(Path.GetFileName(path), ending)))
                    .Where(file => file.At is not null)
                    .Select(file => new BackupFile(file.Path, file.At!.Value))
                    .OrderByDescending(file => file.At),
            ]
            : [];

    private DateTimeOffset? InstantOf(string file, string ending) =>
        Stamped().Match(file) is { Success: true } match
        && match.Groups["name"].Value == name
        && match.Groups["ending"].Value == ending
        && DateTimeOffset.TryParseExact(
            match.Groups["stamp"].Value,
            StampFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;

    [GeneratedRegex(@"^(?<name>.+)-(?<stamp>[0-9]{8}T[0-9]{6}Z)\.(?<ending>.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Stamped();
}

/// <summary>A backup, and when it was made.</summary>
internal sealed record BackupFile(string Path, DateTimeOffset At);

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
