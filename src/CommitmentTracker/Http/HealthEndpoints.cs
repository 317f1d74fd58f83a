using CommitmentTracker.Database;

namespace CommitmentTracker.Http;

/// <summary>How the service is, for whatever watches over it. Outside the versioned API and open to everybody.</summary>
internal static class HealthEndpoints
{
    public const string Root = "/health";

    private const string EngineSql = "select sqlite_version()";

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet($"{Root}/live", () => Answer.Ok(new Health("live", null))).ExcludeFromDescription();
        app.MapGet($"{Root}/ready", ReadyAsync).ExcludeFromDescription();
    }

    /// <summary>Ready means that the database answers; if it does not, the problem says so.</summary>
    private static async Task<IResult> ReadyAsync(Store store, CancellationToken cancellation) =>
        Answer.Ok(new Health("ready", await store.ReadAsync(session => session.SingleAsync<string>(EngineSql), cancellation)));

    private sealed record Health(string Status, string? SqliteVersion);
}
