namespace CommitmentTracker.Json;

/// <summary>Puts JSON together from parts that are there, each byte copied once.</summary>
internal static class JsonParts
{
    private const byte Comma = (byte)',';

    /// <summary>The parts as the items of a list, between what comes before and after.</summary>
    public static byte[] Join(ReadOnlySpan<byte> before, byte[][] items, ReadOnlySpan<byte> after)
    {
        var length = before.Length + after.Length + Math.Max(0, items.Length - 1);
        foreach (var item in items)
        {
            length += item.Length;
        }

        var all = new byte[length];
        before.CopyTo(all);
        var at = before.Length;
        for (var index = 0; index < items.Length; index++)
        {
            if (index > 0)
            {
                all[at++] = Comma;
            }

            items[index].CopyTo(all, at);
            at += items[index].Length;
        }

        after.CopyTo(all.AsSpan(at));
        return all;
    }
}
