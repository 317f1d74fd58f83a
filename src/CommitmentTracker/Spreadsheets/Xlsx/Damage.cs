using System.IO.Compression;
using System.Xml;

namespace CommitmentTracker.Spreadsheets.Xlsx;

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
