using CommitmentTracker.Spreadsheets;
using CommitmentTracker.Spreadsheets.Xlsx;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

/// <summary>A sheet as a workbook, which is packed in itself.</summary>
internal sealed class XlsxAnswer(ExportedSheet sheet) : SheetAnswer(sheet, "xlsx", SheetFile.Xlsx)
{
    protected override Task WriteAsync(HttpContext context, ExportedSheet sheet, IAsyncEnumerable<IReadOnlyList<string>> rows) =>
        XlsxWriter.WriteAsync(
            context.Response.Body,
            sheet.Name,
            [.. sheet.Columns.Select(column => (column.Name, column.Kind))],
            rows,
            context.RequestAborted
        );
}
