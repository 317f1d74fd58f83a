namespace CommitmentTracker.Benchmarks.Scenarios;

/// <summary>What is asked for as often as it is answered: addresses, in turn where there are several.</summary>
internal sealed record Scenario(string Name, IReadOnlyList<string> Addresses)
{
    /// <summary>The tag that makes every answer a 304.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>The key that it is asked with; the public has none.</summary>
    public string? Key { get; init; }

    /// <summary>The commitment whose change is one of the answer; of others it is that of any.</summary>
    public string? Commitment { get; init; }

    public int Status => IfNoneMatch is null ? 200 : 304;

    public IReadOnlyList<string> Headers =>
        [
            .. IfNoneMatch is null ? Array.Empty<string>() : [$"If-None-Match: {IfNoneMatch}"],
            .. Key is null ? Array.Empty<string>() : [$"Authorization: Bearer {Key}"],
        ];
}
