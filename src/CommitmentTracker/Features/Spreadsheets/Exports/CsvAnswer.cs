using CommitmentTracker.Http.Caching;
using CommitmentTracker.Spreadsheets;
using CsvHelper;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

/// <summary>A sheet as CSV of RFC 4180.</summary>
internal sealed class CsvAnswer(ExportedSheet sheet, bool withMark) : SheetAnswer(sheet, "csv", SheetFile.Csv + "; charset=utf-8")
{
    private static readonly CsvWriterOptions Form = new()
    {
        Separator = ',',
        NewLine = "\r\n",
        HasHeader = false,
    };

    protected override async Task WriteAsync(HttpContext context, ExportedSheet sheet, IAsyncEnumerable<IReadOnlyList<string>> rows)
    {
        await using var body = ContentCoding.For(context.Request).Over(context.Response);
        await using var writer = CsvWriter.Create(body, Form with { WriteByteOrderMark = withMark }, true);
        await writer.WriteRecordAsync([.. sheet.Columns.Select(column => column.Name)], context.RequestAborted);
        await foreach (var row in rows)
        {
            await writer.WriteRecordAsync([.. row.Select(CellText.Guard)], context.RequestAborted);
        }

        await writer.FlushAsync(context.RequestAborted);
    }
}
