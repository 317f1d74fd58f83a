namespace CommitmentTracker.Spreadsheets.Xlsx;

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
