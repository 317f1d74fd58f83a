using System.IO.Compression;
using System.Xml;

namespace CommitmentTracker.Spreadsheets.Xlsx;

/// <summary>How much may be unpacked and parsed of one workbook, all its parts together: a small file can pack a huge one.</summary>
internal sealed class Unpacking
{
    private const long MaxBytes = 128L * 1024 * 1024;
    private const long MaxElements = 8_000_000;

    private long bytes;
    private long elements;

    public void AddBytes(int count)
    {
        if ((bytes += count) > MaxBytes)
        {
            throw TooLarge();
        }
    }

    public void AddElement()
    {
        if (++elements > MaxElements)
        {
            throw TooLarge();
        }
    }

    public static SheetException TooLarge() => new(1, "the workbook is too large when unpacked: import it in parts, or as CSV");
}

/// <summary>The bytes of a part while it is unpacked. A parser holds a node whole, so that it matters how much it reads for one.</summary>
internal sealed class PartStream(Stream packed, Unpacking unpacking) : Stream
{
    private const int MaxNodeBytes = 1024 * 1024;

    private int sinceNode;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The parser has come to the next node.</summary>
    public void BeginNode() => sinceNode = 0;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = packed.Read(buffer);
        unpacking.AddBytes(read);
        sinceNode += read;
        return sinceNode <= MaxNodeBytes ? read : throw Unpacking.TooLarge();
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            packed.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>
/// Counts the parts of an archive before it is opened: opening makes a record of each, and a few megabytes can name hundreds of
/// thousands.
/// </summary>
internal static class ArchiveDirectory
{
    private const int BlockSize = 64 * 1024;

    /// <summary>What an entry of the directory begins with. That packed bytes look the same by chance happens once in four billion.</summary>
    private static readonly byte[] Entry = [0x50, 0x4B, 0x01, 0x02];

    public static void Check(Stream file, int maxParts)
    {
        var block = new byte[BlockSize];
        var (kept, count) = (0, 0);
        file.Position = 0;
        for (int read; (read = file.Read(block, kept, block.Length - kept)) > 0; )
        {
            var bytes = block.AsSpan(0, kept + read);
            count += bytes.Count(Entry);
            if (count > maxParts)
            {
                throw new SheetException(1, "the workbook holds too many parts");
            }

            // An entry may begin in this block and go on in the next.
            kept = Math.Min(Entry.Length - 1, bytes.Length);
            bytes[^kept..].CopyTo(block);
        }

        file.Position = 0;
    }
}

/// <summary>Tells a file that is no workbook, or a damaged one, from a fault of ours.</summary>
internal static class Damage
{
    public static T Named<T>(long row, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault)
            when (fault
                    is XmlException
                        or InvalidDataException
                        or FormatException
                        or NotSupportedException
                        or EndOfStreamException
                        or OverflowException
            )
        {
            throw new SheetException(
                row,
                "the file is no XLSX workbook, or it is damaged: open it in a spreadsheet and save it anew",
                fault
            );
        }
    }
}
