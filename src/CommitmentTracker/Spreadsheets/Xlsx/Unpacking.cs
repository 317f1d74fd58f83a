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
