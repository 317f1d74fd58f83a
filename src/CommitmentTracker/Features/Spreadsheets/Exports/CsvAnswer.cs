using CommitmentTracker.Http.Caching;
using CommitmentTracker.Spreadsheets;
using CsvHelper;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

/// <summary>
/// Sends rows as a CSV file of RFC 4180 while they are read, in constant memory. Its bytes are not known beforehand, so that it has no
/// entity tag and nobody keeps it.
/// </summary>
internal sealed class CsvAnswer(string fileName, bool withMark, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string>> rows)
    : IResult
{
    public const string MediaType = "text/csv";

    private static readonly CsvWriterOptions Form = new()
    {
        Separator = ',',
        NewLine = "\r\n",
        HasHeader = false,
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        await using var reader = rows.GetAsyncEnumerator(httpContext.RequestAborted);
        // The first row before anything is sent: until then a store that does not answer is still a 503.
        var more = await reader.MoveNextAsync();
        response.ContentType = MediaType + "; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = fileName }.ToString();
        await using var body = ContentCoding.For(httpContext.Request).Over(response);
        await using var writer = CsvWriter.Create(body, Form with { WriteByteOrderMark = withMark }, true);
        await writer.WriteRecordAsync([.. header], httpContext.RequestAborted);
        for (; more; more = await reader.MoveNextAsync())
        {
            await writer.WriteRecordAsync([.. reader.Current.Select(CellText.Guard)], httpContext.RequestAborted);
        }

        await writer.FlushAsync(httpContext.RequestAborted);
    }
}
