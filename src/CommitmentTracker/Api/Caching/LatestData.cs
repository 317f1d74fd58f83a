namespace CommitmentTracker.Api.Caching;

/// <summary>How far the commits of all processes had come when it was looked at for a request.</summary>
/// <param name="LastCommit">By the engine's count; null where the database did not answer.</param>
internal sealed record LatestData(long? LastCommit)
{
    /// <summary>All that was committed before this is in the next answer.</summary>
    public static async ValueTask<LatestData> LookAsync(HttpContext context)
    {
        var latest = new LatestData(await context.RequestServices.GetRequiredService<CommitWatch>().LookAsync());
        context.Features.Set(latest);
        return latest;
    }
}

internal static class LatestDataSetup
{
    /// <summary>
    /// Looks what other processes have committed before it answers callers who may know of it: those with a credential, who may have written
    /// elsewhere and whose credential may have been withdrawn elsewhere, and those who send the tag of what they have. All others are
    /// answered with what this process knows, which is a second old at most.
    /// </summary>
    public static void UseLatestData(this IApplicationBuilder app) =>
        app.Use((context, next) => MayKnowMore(context.Request.Headers) ? LookFirstAsync(context, next) : next(context));

    private static bool MayKnowMore(IHeaderDictionary headers) =>
        headers.Authorization.Count > 0 || headers.IfNoneMatch.Count > 0 || headers.IfMatch.Count > 0;

    private static async Task LookFirstAsync(HttpContext context, RequestDelegate next)
    {
        await LatestData.LookAsync(context);
        await next(context);
    }
}
