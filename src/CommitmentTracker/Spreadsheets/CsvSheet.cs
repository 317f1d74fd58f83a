using System.Text;
using CsvHelper;

namespace CommitmentTracker.Spreadsheets;

/// <summary>Reads the rows of a CSV file in UTF-8, one at a time.</summary>
internal static class CsvSheet
{
    private const int MaxRowBytes = 1024 * 1024;

    // Strict, and with the header and empty lines counted, so that the numbers of the rows are those that a spreadsheet shows.
    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        HasHeader = false,
        SkipEmptyLines = false,
        MaxRecordSize = MaxRowBytes,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    public static IEnumerable<SheetLine> Read(Stream stream)
    {
        // A byte order mark is passed over; bytes that are no UTF-8 are refused instead of replaced.
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
        using var text = new StreamReader(stream, utf8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        using var reader = CsvReader.Create(text, Strict);
        while (Next(reader))
        {
            yield return new SheetLine(reader.RowNumber, [.. reader.Current.ToArray().Select(CellText.Unguard)]);
        }
    }

    private static bool Next(CsvReader reader)
    {
        var next = reader.RowNumber + 1;
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException fault)
        {
            throw new SheetException(
                fault.RecordNumber > 0 ? fault.RecordNumber : next,
                "the quotes in the row do not match, or it is larger than 1 MiB",
                fault
            );
        }
        catch (DecoderFallbackException fault)
        {
            throw new SheetException(next, "the file is not in UTF-8 from about here on", fault);
        }
    }
}
