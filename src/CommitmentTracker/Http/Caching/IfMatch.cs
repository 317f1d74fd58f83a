using CommitmentTracker.Domain;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Errors;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Http.Caching;

/// <summary>The If-Match header of a change: an entity tag, several, or <c>*</c> for whatever version there is.</summary>
internal sealed record IfMatch(ExpectedVersion Expected) : IReadFromRequest<IfMatch>
{
    public static ValueTask<IfMatch> ReadAsync(HttpContext context) => ValueTask.FromResult(Read(context.Request));

    private static IfMatch Read(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return new IfMatch(ExpectedVersion.Missing);
        }

        return EntityTagHeaderValue.TryParseList(header, out var tags)
            ? new IfMatch(EntityTag.Expected(tags))
            : throw new RefusalException(
                new Refusal(ErrorCode.InvalidHeader, "If-Match takes the ETag of the record as it was sent, with its quotes, or *.")
            );
    }
}
