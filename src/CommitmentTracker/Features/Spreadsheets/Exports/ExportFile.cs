using CommitmentTracker.Spreadsheets.Xlsx;
using CsvHelper;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

/// <summary>
/// A list as a file that is sent while its rows are read, in constant memory. Its bytes are not known beforehand, so that it has no entity
/// tag and nobody keeps it.
/// </summary>
/// <param name="Name">Of the sheet, and what the name of the file begins with.</param>
/// <param name="Today">What the name of the file ends with.</param>
/// <param name="Columns">In order.</param>
/// <param name="Rows">The cells by column.</param>
internal sealed record ExportFile(
    string Name,
    string Today,
    IReadOnlyList<SheetColumn> Columns,
    IAsyncEnumerable<IReadOnlyList<string>> Rows
)
{
    private static readonly CsvWriterOptions Rfc4180 = new()
    {
        Separator = ',',
        NewLine = "\r\n",
        HasHeader = false,
    };

    /// <param name="withMark">Whether it begins with a byte order mark.</param>
    public IResult AsCsv(bool withMark) =>
        new Answer(this, "csv", SheetFile.Csv + "; charset=utf-8", (context, rows) => WriteCsvAsync(context, rows, withMark));

    /// <summary>A workbook is packed in itself.</summary>
    public IResult AsXlsx() => new Answer(this, "xlsx", SheetFile.Xlsx, WriteXlsxAsync);

    private async Task WriteCsvAsync(HttpContext context, IAsyncEnumerable<IReadOnlyList<string>> rows, bool withMark)
    {
        await using var body = ContentCoding.For(context.Request).Over(context.Response);
        await using var writer = CsvWriter.Create(body, Rfc4180 with { WriteByteOrderMark = withMark }, true);
        await writer.WriteRecordAsync([.. Columns.Select(column => column.Name)], context.RequestAborted);
        await foreach (var row in rows)
        {
            await writer.WriteRecordAsync([.. row.Select(CellText.Guard)], context.RequestAborted);
        }

        await writer.FlushAsync(context.RequestAborted);
    }

    private Task WriteXlsxAsync(HttpContext context, IAsyncEnumerable<IReadOnlyList<string>> rows) =>
        XlsxWriter.WriteAsync(
            context.Response.Body,
            Name,
            [.. Columns.Select(column => (column.Name, column.Kind))],
            rows,
            context.RequestAborted
        );

    private sealed class Answer(
        ExportFile file,
        string extension,
        string contentType,
        Func<HttpContext, IAsyncEnumerable<IReadOnlyList<string>>, Task> write
    ) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            await using var reader = file.Rows.GetAsyncEnumerator(httpContext.RequestAborted);
            // The first row before anything is sent: until then a store that does not answer is still a 503.
            var hasFirst = await reader.MoveNextAsync();
            response.ContentType = contentType;
            response.Headers.CacheControl = "no-store";
            response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
            {
                FileName = $"{file.Name}-{file.Today}.{extension}",
            }.ToString();
            await write(httpContext, RowsAsync(reader, hasFirst));
        }

        private static async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(
            IAsyncEnumerator<IReadOnlyList<string>> reader,
            bool hasFirst
        )
        {
            for (var more = hasFirst; more; more = await reader.MoveNextAsync())
            {
                yield return reader.Current;
            }
        }
    }
}
