namespace CommitmentTracker.TestStand;

/// <summary>The service ended before it was ready, or did not become ready in time.</summary>
/// <param name="exitCode">How it ended; null where it was still running and had to be killed.</param>
/// <param name="errors">What it printed on standard error.</param>
public sealed class ServiceDidNotStartException(int? exitCode, string errors)
    : Exception(exitCode is { } code ? $"The service ended with {code}: {errors}" : $"The service does not become ready: {errors}")
{
    public int? ExitCode { get; } = exitCode;

    public string Errors { get; } = errors;
}
