using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace CommitmentTracker.Api.Logs;

/// <summary>
/// A line for each request that failed here or was slow, and none for the others. It names the route and never the query: the token of a
/// private calendar feed stands there.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, IOptions<LogOptions> options, ILogger<RequestLog> logger)
{
    private const string Line = "{Method} {Route} was answered {Status} in {Milliseconds} ms, for {Caller}, trace {TraceId}";
    private const string BrokenLine = "{Method} {Route} broke off after {Milliseconds} ms, for {Caller}, trace {TraceId}";

    private readonly int slowFrom = options.Value.SlowRequestMilliseconds;

    public async Task InvokeAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        var method = context.Request.Method;
        try
        {
            await next(context);
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            // The answer had begun, so that no problem could be sent any more.
            logger.LogError(
                fault,
                BrokenLine,
                method,
                RouteOf(context),
                Milliseconds(context, began),
                CallerOf(context),
                TraceId.Of(context)
            );
            throw;
        }

        Tell(context, method, Milliseconds(context, began));
    }

    private void Tell(HttpContext context, string method, long milliseconds)
    {
        var status = context.Response.StatusCode;
        var failed = status >= StatusCodes.Status500InternalServerError;
        if (failed || milliseconds >= slowFrom)
        {
            logger.Log(
                failed ? LogLevel.Error : LogLevel.Warning,
                failed ? FaultOf(context) : null,
                Line,
                method,
                RouteOf(context),
                status,
                milliseconds,
                CallerOf(context),
                TraceId.Of(context)
            );
        }
    }

    /// <summary>A busy store is no riddle, and comes in crowds: its trace would fill the log and slow down those who get through.</summary>
    private static Exception? FaultOf(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error is { } fault and not StoreException { Fault: StoreFault.Busy }
            ? fault
            : null;

    private static long Milliseconds(HttpContext context, long began) =>
        (long)(Stopwatch.GetElapsedTime(began) - HeldBack.TimeOf(context)).TotalMilliseconds;

    /// <summary>Where nothing is at the address, the path as it travels, escaped: what a stranger put into it must not look like a line of its own.</summary>
    private static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint)
            is RouteEndpoint { RoutePattern.RawText: { } route }
            ? route
            : context.Request.Path.ToUriComponent();

    /// <summary>A provider of tokens may put anything into a subject.</summary>
    private static string CallerOf(HttpContext context) =>
        string.Concat(Caller.From(context.User).Id.Select(each => each is > ' ' and <= '~' ? each : '?'));
}

/// <summary>What finds a request again: the same in its problem and in its line of the log, and the client's own where it sent a traceparent.</summary>
internal static class TraceId
{
    public static string Of(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}

/// <summary>How long an answer was held back because its caller asked for that: no time that the service took.</summary>
internal sealed record HeldBack(TimeSpan Time)
{
    public static void Note(HttpContext context, TimeSpan time) => context.Features.Set(new HeldBack(TimeOf(context) + time));

    public static TimeSpan TimeOf(HttpContext context) => context.Features.Get<HeldBack>()?.Time ?? TimeSpan.Zero;
}
