using System.Threading.RateLimiting;

namespace CommitmentTracker.Api.Limits;

/// <summary>
/// Keeps one caller from taking the service from the others. Every answer says what is left, so that a client can slow down by itself.
/// The counting is the framework's; its middleware has no headers to tell of it.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly RateLimitOptions limits;
    private readonly PartitionedRateLimiter<HttpContext> limiter;

    public RateLimits(IOptions<RateLimitOptions> options)
    {
        limits = options.Value;
        limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            RateLimitPartition.GetFixedWindowLimiter(
                PartitionOf(context),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = LimitOf(context), Window = Window }
            )
        );
    }

    /// <summary>Counts the request, and says whether it may go on.</summary>
    public bool Admits(HttpContext context)
    {
        if (!limits.Enabled)
        {
            return true;
        }

        using var lease = limiter.AttemptAcquire(context);
        var left = limiter.GetStatistics(context)?.CurrentAvailablePermits ?? 0;
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = Text($"\"minute\";q={LimitOf(context)};w={(int)Window.TotalSeconds}");
        headers["RateLimit"] = Text($"\"minute\";r={left}");
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var span) ? span : Window;
            headers.RetryAfter = Text($"{Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))}");
        }

        return lease.IsAcquired;
    }

    public Task RefuseAsync(HttpContext context) =>
        new ProblemAnswer(
            new Refusal(
                ErrorCode.TooManyRequests,
                $"More than {LimitOf(context)} requests in a minute. Wait for the seconds in Retry-After."
            )
        ).ExecuteAsync(context);

    public void Dispose() => limiter.Dispose();

    private int LimitOf(HttpContext context) => IsKnown(context) ? limits.PerMinuteForCaller : limits.PerMinuteForAddress;

    private static string PartitionOf(HttpContext context) =>
        IsKnown(context) ? Caller.From(context.User).Id : $"address:{context.Connection.RemoteIpAddress}";

    private static bool IsKnown(HttpContext context) => context.User.Identity is { IsAuthenticated: true };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How many requests a caller may send in a minute. A caller is a key or a signed-in person; without either, an address.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    public bool Enabled { get; set; } = true;

    /// <summary>For each address without a key; refused logins count here too.</summary>
    public int PerMinuteForAddress { get; set; } = 3000;

    /// <summary>For each key or signed-in person.</summary>
    public int PerMinuteForCaller { get; set; } = 12_000;
}
