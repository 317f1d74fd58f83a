using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using CommitmentTracker.TestStand;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>Starts on files that are no whole database, and damages one under a running service: a sentence or 503, never a 500, and no file lost.</summary>
internal sealed class DamagedFileTrial : ITrial
{
    private const string Code = "DAMAGE-01";
    private const int PageSize = 4096;
    private const int Callers = 8;
    private static readonly string[] Reads =
    [
        "/commitments?limit=200",
        $"/commitments/{Code}",
        $"/commitments/{Code}/history",
        "/commitments?q=digital",
        "/commitments.csv",
        "/assignments",
        "/progress-updates",
        "/changes?limit=200",
        "/summary?groupBy=theme",
        "/summary/timeline",
        "/instruments",
        "/api-keys",
        "/calendar.ics",
    ];

    private readonly StatusCount answered = new();
    private int refused;
    private int served;

    public string Name => "damaged-file";

    public async Task<string> RunAsync(Ground ground)
    {
        var whole = await MakeAsync(ground);
        await RefuseAsync(ground, "garbage", RandomNumberGenerator.GetBytes(64 * 1024));
        await RefuseAsync(ground, "text", [.. "This is no database.\n"u8]);
        await RefuseAsync(ground, "cut in its first page", whole[..1000]);
        await TryAsync(ground, "cut in the middle", whole[..(whole.Length / 2 / PageSize * PageSize)]);
        await TryAsync(ground, "empty", []);
        await RefuseFolderAsync(ground);
        await RefuseNewerAsync(ground, whole);
        await RefuseReadOnlyAsync(ground, whole);

        var pages = whole.Length / PageSize;
        var flips = ground.Form(60, 5);
        for (var flip = 0; flip < flips; flip++)
        {
            var page = 1 + flip * (pages - 1) / flips;
            await TryAsync(ground, $"page {page + 1} of {pages} flipped", Flipped(whole, page, 1));
        }

        await DamageWhileRunningAsync(ground, whole, pages);
        return $"{refused} refused with a sentence and exit code 1, their files as they were; {served} served what was whole, "
            + $"answering {answered}; a file damaged under the running service is answered 503, and it is no longer ready";
    }

    private static async Task<byte[]> MakeAsync(Ground ground)
    {
        await using var service = await ground.StartAsync();
        var tracker = new TrackerCalls(service.Client);
        await tracker.CreateAsync(Code);
        for (var each = 0; each < 50; each++)
        {
            using var answer = await tracker.ReportAsync(Code, new string('x', 2_000));
            Expect.That(answer.StatusCode == HttpStatusCode.Created, await TrackerCalls.SaidAsync(answer));
        }

        await service.StopAsync();
        using (var database = new DatabaseFile(ground.DatabasePath))
        {
            database.Execute("pragma wal_checkpoint(truncate)");
        }

        return await File.ReadAllBytesAsync(ground.DatabasePath);
    }

    private static byte[] Flipped(byte[] whole, int page, int count)
    {
        var flipped = whole.ToArray();
        for (var at = page * PageSize; at < (page + count) * PageSize; at++)
        {
            flipped[at] ^= 0xFF;
        }

        return flipped;
    }

    private async Task RefuseAsync(Ground ground, string what, byte[] bytes) =>
        Expect.That(!await TryAsync(ground, what, bytes), $"the service serves a database that is {what}");

    private async Task RefuseFolderAsync(Ground ground)
    {
        var path = Directory.CreateDirectory(ground.PathOf("folder.db")).FullName;
        Expect.That(!await StartsAsync(ground, path, "a folder"), "the service serves a folder");
        Expect.None(Directory.GetFileSystemEntries(path), "files made in the folder");
    }

    private async Task RefuseNewerAsync(Ground ground, byte[] whole)
    {
        var path = ground.PathOf("newer.db");
        await File.WriteAllBytesAsync(path, whole);
        using (var database = new DatabaseFile(path))
        {
            database.Execute("insert into schema_migrations values (9999, '9999_later', '', '')");
            database.Execute("pragma wal_checkpoint(truncate)");
        }

        await RefuseAsync(ground, "of a newer schema", await File.ReadAllBytesAsync(path));
    }

    /// <summary>On a disk that is mounted for reading alone, since root may write to every file; where that cannot be, by the file's own rights.</summary>
    private async Task RefuseReadOnlyAsync(Ground ground, byte[] whole)
    {
        var folder = ground.PathOf("read-only");
        var path = Path.Combine(folder, "commitments.db");
        if (!Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(path, whole);
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
            await ExpectRefusedUnchangedAsync(ground, path, "read-only");
            return;
        }

        try
        {
            await using var disk = await SmallDisk.MountAsync(folder, "16m");
            await File.WriteAllBytesAsync(path, whole);
            await disk.RemountAsync("ro");
            await ExpectRefusedUnchangedAsync(ground, path, "read-only");
        }
        catch (TrialSkippedException lacking)
        {
            Ground.Say($"read-only: left out: {lacking.Message}");
        }
    }

    private async Task ExpectRefusedUnchangedAsync(Ground ground, string path, string what) =>
        Expect.That(!await StartsAsync(ground, path, what), $"the service serves a database that is {what}");

    /// <summary>Whether the service starts on it; if it does, it must answer every request with what is whole or with 503.</summary>
    private async Task<bool> TryAsync(Ground ground, string what, byte[] bytes)
    {
        var path = ground.PathOf("damaged.db");
        foreach (var old in Directory.GetFiles(ground.Folder, "damaged.db*"))
        {
            File.Delete(old);
        }

        await File.WriteAllBytesAsync(path, bytes);
        return await StartsAsync(ground, path, what);
    }

    private async Task<bool> StartsAsync(Ground ground, string path, string what)
    {
        var before = File.Exists(path) ? await File.ReadAllBytesAsync(path) : [];
        try
        {
            await using var service = await ground.StartOnAsync(path);
            await UseAsync(service, what);
            await service.StopAsync();
            Expect.That(new FileInfo(path).Length >= before.Length, $"{what}: the file is shorter than it was");
            served++;
            Ground.Say($"{what}: served");
            return true;
        }
        catch (ServiceDidNotStartException stopped)
        {
            var sentence = stopped.Errors.Trim();
            Ground.Say($"{what}: {sentence.Replace(ground.Folder, "", StringComparison.Ordinal)}");
            Expect.That(stopped.ExitCode == 1, $"{what}: {stopped.Message}");
            Expect.That(sentence.Length > 0 && !sentence.Contains('\n', StringComparison.Ordinal), $"{what}: no one sentence: {sentence}");
            var after = File.Exists(path) ? await File.ReadAllBytesAsync(path) : [];
            Expect.That(before.SequenceEqual(after), $"{what}: the file was changed");
            refused++;
            return false;
        }
    }

    private async Task UseAsync(PublishedService service, string what)
    {
        var tracker = new TrackerCalls(service.Client);
        foreach (var path in Reads)
        {
            using var answer = await tracker.GetAsync(path);
            answered.Add(answer.StatusCode);
            Expect.That(
                answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.ServiceUnavailable,
                $"{what}: {path}: {await TrackerCalls.SaidAsync(answer)}"
            );
        }

        using var written = await tracker.ReportAsync(Code, string.Create(CultureInfo.InvariantCulture, $"written when {what}"));
        answered.Add(written.StatusCode);
        Expect.That(
            written.StatusCode is HttpStatusCode.Created or HttpStatusCode.NotFound or HttpStatusCode.ServiceUnavailable,
            $"{what}: a report: {await TrackerCalls.SaidAsync(written)}"
        );
    }

    private async Task DamageWhileRunningAsync(Ground ground, byte[] whole, int pages)
    {
        var path = ground.PathOf("running.db");
        await File.WriteAllBytesAsync(path, whole);
        await using var service = await ground.StartOnAsync(path);
        await UseAsync(service, "before the damage");
        var before = answered.Of(HttpStatusCode.ServiceUnavailable);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = PageSize;
            file.Write(Flipped(whole, 1, pages - 1).AsSpan(PageSize));
        }

        // What a connection holds in its cache it still knows; a write through another one makes it read anew.
        for (var round = 0; round < 2; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => UseAsync(service, "damaged while running")));
        }

        Expect.That(answered.Of(HttpStatusCode.ServiceUnavailable) > before, "a database without a whole page is not noticed");
        using var health = await service.Public.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Expect.That(
            health.StatusCode == HttpStatusCode.ServiceUnavailable,
            $"a service with a damaged database says that it is ready: {await TrackerCalls.SaidAsync(health)}"
        );
    }
}
