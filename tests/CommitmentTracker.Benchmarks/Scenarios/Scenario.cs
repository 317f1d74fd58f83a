namespace CommitmentTracker.Benchmarks.Scenarios;

/// <summary>What is asked for as often as it is answered: addresses, in turn where there are several.</summary>
internal sealed record Scenario(string Name, IReadOnlyList<string> Addresses)
{
    /// <summary>The tag that makes every answer a 304.</summary>
    public string? IfNoneMatch { get; init; }

    public int Status => IfNoneMatch is null ? 200 : 304;

    public IReadOnlyList<string> Headers => IfNoneMatch is null ? [] : [$"If-None-Match: {IfNoneMatch}"];
}
