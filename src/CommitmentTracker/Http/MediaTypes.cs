using CommitmentTracker.Domain;
using CommitmentTracker.Http.Errors;
using CommitmentTracker.Spreadsheets;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Http;

/// <summary>
/// Takes UTF-8 in whatever spelling and, but of a sheet, refuses every other charset, before the framework's binding meets it: that answers an unknown
/// or quoted one with a 500.
/// </summary>
internal sealed class MediaTypes(RequestDelegate next)
{
    private static readonly string[] Utf8 = ["utf-8", "utf8"];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (string.IsNullOrEmpty(request.ContentType))
        {
            return next(context);
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return RefuseAsync(context, "The Content-Type cannot be read.");
        }

        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        if (!charset.HasValue)
        {
            return next(context);
        }

        // In what a sheet is stands in the file itself, and what its sender says of it is wrong often enough.
        var isSheet = type.MediaType.Equals(SheetFile.Csv, StringComparison.OrdinalIgnoreCase);
        if (!isSheet && !Utf8.Contains(charset.Value, StringComparer.OrdinalIgnoreCase))
        {
            return RefuseAsync(context, "The body must be in UTF-8.");
        }

        type.Charset = null;
        request.ContentType = type.ToString();
        return next(context);
    }

    private static Task RefuseAsync(HttpContext context, string detail) =>
        new ProblemAnswer(new Refusal(ErrorCode.UnsupportedMediaType, detail)).ExecuteAsync(context);
}
