using Microsoft.AspNetCore.Http.Extensions;

namespace CommitmentTracker.Http.Queries;

internal static class NextLink
{
    private const string CursorName = "cursor";

    /// <summary>The Link header that leads to the next page: this request with another cursor.</summary>
    public static string? For(HttpRequest request, string? next)
    {
        if (next is null)
        {
            return null;
        }

        var query = new QueryBuilder(request.Query.Where(pair => pair.Key != CursorName)) { { CursorName, next } };
        return $"<{request.PathBase}{request.Path}{query}>; rel=\"next\"";
    }
}
