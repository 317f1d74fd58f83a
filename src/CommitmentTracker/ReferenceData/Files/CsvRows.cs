using CommitmentTracker.Database;
using CsvHelper;

namespace CommitmentTracker.ReferenceData.Files;

/// <summary>Reads a file whose columns are exactly the ones expected; the first of them are the key of a row.</summary>
internal static class CsvRows
{
    // Strict, and with the header and empty lines counted, so that the numbers of the rows are those that an editor shows.
    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        HasHeader = false,
        SkipEmptyLines = false,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    public static IReadOnlyList<CsvRow> Read(ReferenceFiles files, string file, int keyColumns, params string[] columns)
    {
        try
        {
            return Read(files[file], file, keyColumns, columns);
        }
        catch (CsvFormatException fault)
        {
            throw new StartException($"The reference file {file} is faulty in row {fault.RecordNumber}: {fault.Message}", fault);
        }
    }

    private static List<CsvRow> Read(string text, string file, int keyColumns, string[] columns)
    {
        using var reader = CsvReader.FromText(text, Strict);
        CheckHeader(file, reader.Read() ? reader.Current.ToArray() : [], columns);
        var rows = new List<CsvRow>();
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var cells = reader.Current.ToArray();
            if (cells.Length != columns.Length)
            {
                var column = columns[Math.Min(cells.Length, columns.Length - 1)];
                throw CsvRow.Fault(file, reader.RowNumber, column, $"the row has {cells.Length} cells and not {columns.Length}");
            }

            var row = new CsvRow(file, reader.RowNumber, columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
            var key = string.Join('/', cells.Take(keyColumns));
            if (!numbers.TryAdd(key, reader.RowNumber))
            {
                throw row.Fault(columns[0], $"{key} stands in row {numbers[key]} already");
            }

            rows.Add(row);
        }

        return rows;
    }

    private static void CheckHeader(string file, string[] header, string[] columns)
    {
        for (var at = 0; at < Math.Max(header.Length, columns.Length); at++)
        {
            if (header.ElementAtOrDefault(at) != columns.ElementAtOrDefault(at))
            {
                var expected = columns.ElementAtOrDefault(at) ?? "none";
                throw CsvRow.Fault(file, 1, header.ElementAtOrDefault(at) ?? expected, $"the column expected here is {expected}");
            }
        }
    }
}
