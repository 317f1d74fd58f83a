namespace CommitmentTracker.Torture;

/// <summary>Something done to the running service that must not break it.</summary>
internal interface ITrial
{
    string Name { get; }

    /// <summary>Puts the service through it, and returns what was seen, in a sentence with figures.</summary>
    /// <exception cref="TrialFailedException">The service did not stand it.</exception>
    /// <exception cref="TrialSkippedException">The machine lacks something for it.</exception>
    Task<string> RunAsync(Ground ground);
}

internal sealed class TrialFailedException(string why) : Exception(why);

/// <param name="need">What to install or allow.</param>
internal sealed class TrialSkippedException(string need) : Exception(need);
