using System.Security.Cryptography;
using CommitmentTracker.Database;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>A body that was received into a file, so that nothing waits for a slow sender and no memory holds it. The file goes with this.</summary>
internal sealed class SpooledBody : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    /// <summary>ENOSPC and EDQUOT, and ERROR_DISK_FULL as .NET hands it on.</summary>
    private static readonly int[] FullDisk = [28, 122, unchecked((int)0x80070070)];

    private readonly FileStream file;

    private SpooledBody(FileStream file, string digest) => (this.file, Digest) = (file, digest);

    /// <summary>Tells this body from others.</summary>
    public string Digest { get; }

    public static async Task<SpooledBody> ReceiveAsync(Stream body, CancellationToken cancellation)
    {
        // Made by the system, so that nobody else may read it.
        var file = new FileStream(
            Path.GetTempFileName(),
            new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );
        try
        {
            return new SpooledBody(file, await CopyAsync(body, file, cancellation));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public Stream FromTheStart()
    {
        file.Position = 0;
        return file;
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private static async Task<string> CopyAsync(Stream body, FileStream file, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0; )
        {
            digest.AppendData(buffer, 0, read);
            try
            {
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
            catch (IOException fault) when (FullDisk.Contains(fault.HResult))
            {
                throw new StoreException(StoreFault.Full, fault);
            }
        }

        await file.FlushAsync(cancellation);
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
