using System.Diagnostics;

namespace CommitmentTracker.Http.Logs;

/// <summary>What finds a request again: the same in its problem and in its line of the log, and the client's own where it sent a traceparent.</summary>
internal static class TraceId
{
    public static string Of(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}
