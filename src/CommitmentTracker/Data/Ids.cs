using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CommitmentTracker.Data;

/// <summary>
/// Draws the ids of records: version 7 of RFC 9562, whose order is that in which they were drawn. Those of one millisecond count on in the twelve
/// bits behind it; when these are full, the next millisecond has begun.
/// </summary>
internal sealed class Ids
{
    private const int Most = 0xFFF;
    private const int Version = 0x7000;
    private const byte Variant = 0x80;

    private long millisecond;
    private int count;

    public Guid Next(DateTimeOffset now)
    {
        if (now.ToUnixTimeMilliseconds() is var at && at > millisecond)
        {
            (millisecond, count) = (at, 0);
        }
        else if (++count > Most)
        {
            (millisecond, count) = (millisecond + 1, 0);
        }

        Span<byte> id = stackalloc byte[16];
        RandomNumberGenerator.Fill(id[8..]);
        BinaryPrimitives.WriteInt64BigEndian(id, (millisecond << 16) | (long)(Version | count));
        id[8] = (byte)((id[8] & 0x3F) | Variant);
        return new Guid(id, bigEndian: true);
    }
}
