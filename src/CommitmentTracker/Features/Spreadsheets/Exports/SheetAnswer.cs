using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

/// <summary>
/// Sends a sheet as a file while its rows are read, in constant memory. Its bytes are not known beforehand, so that it has no entity tag
/// and nobody keeps it.
/// </summary>
internal abstract class SheetAnswer(ExportedSheet sheet, string extension, string contentType) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        await using var reader = sheet.Rows.GetAsyncEnumerator(httpContext.RequestAborted);
        // The first row before anything is sent: until then a store that does not answer is still a 503.
        var hasFirst = await reader.MoveNextAsync();
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = $"{sheet.Name}-{sheet.Today}.{extension}",
        }.ToString();
        await WriteAsync(httpContext, sheet, RowsAsync(reader, hasFirst));
    }

    protected abstract Task WriteAsync(HttpContext context, ExportedSheet sheet, IAsyncEnumerable<IReadOnlyList<string>> rows);

    private static async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(IAsyncEnumerator<IReadOnlyList<string>> reader, bool hasFirst)
    {
        for (var more = hasFirst; more; more = await reader.MoveNextAsync())
        {
            yield return reader.Current;
        }
    }
}
