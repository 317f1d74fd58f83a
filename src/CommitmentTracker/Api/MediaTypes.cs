using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Api;

/// <summary>
/// Takes UTF-8 in whatever spelling and, but of a sheet, refuses every other charset, before the body is read. A compressed body is refused
/// as such, and not as one that cannot be read.
/// </summary>
internal sealed class MediaTypes(RequestDelegate next)
{
    /// <summary>Some file: what it is, its bytes say.</summary>
    public const string AnyFile = "application/octet-stream";

    private const string Csv = "text/csv";

    private static readonly string[] Utf8 = ["utf-8", "utf8"];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var coding = request.Headers.ContentEncoding.ToString();
        if (coding.Length > 0 && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase) && HasBody(context))
        {
            context.Response.Headers.AcceptEncoding = "identity";
            return RefuseAsync(context, "The body must not be compressed: leave Content-Encoding out and send it as it is.");
        }

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
        var isSheet = type.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase);
        if (!isSheet && !Utf8.Contains(charset.Value, StringComparer.OrdinalIgnoreCase))
        {
            return RefuseAsync(context, "The body must be in UTF-8.");
        }

        type.Charset = null;
        request.ContentType = type.ToString();
        return next(context);
    }

    /// <summary>
    /// Refuses a body that does not say what it is, where the endpoint takes a certain one. The library would answer without a body of
    /// its own, and begin to before anyone could give it one.
    /// </summary>
    public static Task DemandAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentType is null && context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts)
        {
            if (!accepts.ContentTypes.Contains(AnyFile))
            {
                return RefuseAsync(context, ErrorCatalogue.WrongMediaType);
            }

            context.Request.ContentType = AnyFile;
        }

        return next(context);
    }

    private static bool HasBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };

    private static Task RefuseAsync(HttpContext context, string detail) =>
        new ProblemAnswer(new Refusal(ErrorCode.UnsupportedMediaType, detail)).ExecuteAsync(context);
}
