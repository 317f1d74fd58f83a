using System.Text.RegularExpressions;
using CsvHelper;

namespace CommitmentTracker.Data.Facts;

/// <summary>A row of a reference file. Whatever cannot be taken stops the start, with the place to look at.</summary>
internal sealed class CsvRow(string file, long number, IReadOnlyDictionary<string, string> cells)
{
    public string Text(string column, int maxLength) => TextOrNull(column, maxLength) ?? throw Fault(column, "it must not be empty");

    public string? TextOrNull(string column, int maxLength) =>
        cells[column] switch
        {
            "" => null,
            var cell when cell.Any(char.IsControl) => throw Fault(column, "it must not hold control characters"),
            var cell when cell.Trim() != cell => throw Fault(column, "it must not begin or end with a space"),
            var cell when cell.EnumerateRunes().Count() > maxLength => throw Fault(
                column,
                $"it must be at most {maxLength} characters long"
            ),
            var cell => cell,
        };

    public string Code(string column, Regex form)
    {
        var code = Text(column, Commitment.ThemeMaxLength);
        return form.IsMatch(code) ? code : throw Fault(column, $"{code} does not match {form}");
    }

    /// <summary>A code that stands in another file.</summary>
    public string Known(string column, IEnumerable<string> codes, string inFile) => Known(column, cells[column], codes, inFile);

    /// <summary>Several of them, with semicolons between.</summary>
    public IEnumerable<string> AllKnown(string column, IEnumerable<string> codes, string inFile) =>
        cells[column].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(code => Known(column, code, codes, inFile));

    public T Value<T>(string column)
        where T : struct, Enum =>
        ValueOrNull<T>(column) ?? throw Fault(column, $"it must be one of {string.Join(", ", EnumCode.All<T>())}");

    public T? ValueOrNull<T>(string column)
        where T : struct, Enum =>
        cells[column] switch
        {
            "" => null,
            var cell when EnumCode.TryParse<T>(cell, out var value) => value,
            var cell => throw Fault(column, $"{cell} is not one of {string.Join(", ", EnumCode.All<T>())}"),
        };

    public DateOnly Day(string column) => DayOrNull(column) ?? throw Fault(column, "it must be a date as YYYY-MM-DD");

    public DateOnly? DayOrNull(string column) =>
        cells[column] switch
        {
            "" => null,
            var cell when DayJsonConverter.TryParse(cell, out var day) => day,
            var cell => throw Fault(column, $"{cell} is not a date as YYYY-MM-DD"),
        };

    /// <summary>A day, or the month or year alone where no more is known.</summary>
    public string? DayMonthOrYearOrNull(string column)
    {
        var cell = cells[column];
        var firstDay = cell.Length switch
        {
            4 => $"{cell}-01-01",
            7 => $"{cell}-01",
            _ => cell,
        };
        return cell.Length == 0 ? null
            : DayJsonConverter.TryParse(firstDay, out _) ? cell
            : throw Fault(column, $"{cell} is not a date as YYYY-MM-DD, YYYY-MM or YYYY");
    }

    /// <summary>A day of the given precision: the last one of its period.</summary>
    public (DateOnly LastDay, DatePrecision Precision)? PeriodOrNull(string dayColumn, string precisionColumn) =>
        (DayOrNull(dayColumn), ValueOrNull<DatePrecision>(precisionColumn)) switch
        {
            (null, null) => null,
            ({ } day, { } precision) => (Deadline.LastDayOf(day, precision), precision),
            _ => throw Fault(precisionColumn, $"it must stand with {dayColumn} and only with it"),
        };

    public string? AddressOrNull(string column, int maxLength) =>
        TextOrNull(column, maxLength) is { } address
            ? Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
                ? address
                : throw Fault(column, $"{address} is not an address that begins with http:// or https://")
            : null;

    public StartException Fault(string column, string fault) => Fault(file, number, column, fault);

    public static StartException Fault(string file, long row, string column, string fault) =>
        new($"The reference file {file} is faulty in row {row}, column {column}: {fault}.");

    private string Known(string column, string code, IEnumerable<string> codes, string inFile) =>
        codes.Contains(code) ? code : throw Fault(column, $"{code} does not stand in {inFile}");
}

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

/// <summary>The forms of the codes.</summary>
internal static partial class CodeForms
{
    /// <summary>Of a commitment or an instrument.</summary>
    [GeneratedRegex(Commitment.CodePattern)]
    public static partial Regex Record { get; }

    [GeneratedRegex(Party.BodyCodePattern)]
    public static partial Regex Body { get; }

    [GeneratedRegex("^[A-Z]{2}$")]
    public static partial Regex MemberState { get; }

    [GeneratedRegex("^[A-Z]{3}$")]
    public static partial Regex Iso3 { get; }

    [GeneratedRegex("^[a-z][a-z_]{1,39}$")]
    public static partial Regex Theme { get; }
}
