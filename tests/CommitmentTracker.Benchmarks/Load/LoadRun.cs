namespace CommitmentTracker.Benchmarks.Load;

/// <summary>One run of wrk.</summary>
internal sealed record LoadRun
{
    public required Uri Address { get; init; }
    public required int Connections { get; init; }
    public required int Seconds { get; init; }
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>What to send in turn; the address alone unless said.</summary>
    public string? RequestsFile { get; init; }

    /// <summary>Makes wrk look at every answer.</summary>
    public int? ExpectedStatus { get; init; }

    public string? ExpectedBodyFile { get; init; }
}
