namespace CommitmentTracker.Spreadsheets.Xlsx;

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
