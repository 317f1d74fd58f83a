using System.Buffers.Binary;

namespace CommitmentTracker.TestStand.Generator;

/// <summary>Draws for one commitment: the same for the same seed, number and side each time, on every machine.</summary>
internal readonly record struct Chance(int Seed, int Number)
{
    public int Below(int bound, int side) => (int)(Mixed(side) % (ulong)bound);

    /// <summary>From 0 to 99.</summary>
    public int Share(int side) => Below(100, side);

    public T Pick<T>(IReadOnlyList<T> from, int side) => from[Below(from.Count, side)];

    /// <summary>An id of version 7, as the program gives them, whose random part is drawn too.</summary>
    public Guid Id(DateTimeOffset at, int side)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(at).TryWriteBytes(bytes, bigEndian: true, out _);
        var (version, variant) = ((byte)(bytes[6] & 0xF0), (byte)(bytes[8] & 0xC0));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)Mixed(side));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Mixed(side + 1));
        bytes[6] = (byte)(version | (bytes[6] & 0x0F));
        bytes[8] = (byte)(variant | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>SplitMix64, because what the framework draws may change with its version.</summary>
    private ulong Mixed(int side)
    {
        unchecked
        {
            var mixed = ((ulong)(uint)Seed << 32 | (uint)Number) * 0x9E3779B97F4A7C15 + (ulong)(uint)side * 0xD1B54A32D192ED03;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
