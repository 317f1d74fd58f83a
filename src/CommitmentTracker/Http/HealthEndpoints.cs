using CommitmentTracker.Database;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Http;

/// <summary>How the service is, for whatever watches over it. Outside the versioned API and open to everybody.</summary>
internal static class HealthEndpoints
{
    public const string Root = "/health";

    private const string EngineSql = "select sqlite_version()";

    private const string Damaged = "Part of the database could not be read. Stop the service, and restore the latest backup.";

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet($"{Root}/live", () => Answer.Ok(new Health("live", null))).ExcludeFromDescription();
        app.MapGet($"{Root}/ready", ReadyAsync).ExcludeFromDescription();
    }

    /// <summary>Ready means that the database answers, and that none of it was found damaged; otherwise the problem says so.</summary>
    private static async Task<IResult> ReadyAsync(Store store, DamageMark damage, CancellationToken cancellation) =>
        damage.IsSet
            ? Answer.Refused(new Refusal(ErrorCode.StoreUnavailable, Damaged))
            : Answer.Ok(new Health("ready", await store.ReadAsync(session => session.SingleAsync<string>(EngineSql), cancellation)));

    private sealed record Health(string Status, string? SqliteVersion);
}
