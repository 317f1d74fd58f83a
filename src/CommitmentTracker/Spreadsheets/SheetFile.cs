using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Spreadsheets;

/// <summary>The kinds of files that hold a sheet.</summary>
internal static class SheetFile
{
    public const string Csv = "text/csv";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static bool IsXlsx(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals(Xlsx, StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<SheetLine> Read(Stream file, bool isXlsx) => isXlsx ? XlsxSheet.Read(file) : CsvSheet.Read(file);
}
