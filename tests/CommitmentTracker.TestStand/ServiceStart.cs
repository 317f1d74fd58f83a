namespace CommitmentTracker.TestStand;

/// <summary>How a <see cref="PublishedService"/> is started.</summary>
public sealed record ServiceStart
{
    /// <summary>The database file; made by the service when it is missing.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>A folder with a published service; it is published when none is given.</summary>
    public string? AppFolder { get; init; }

    /// <summary>Settings by the names that README.md gives them, such as <c>Clock__TimeZone</c>, and any other environment variable.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The processors that it may run on, as <c>taskset -c</c> takes them; all of them unless said.</summary>
    public string? Processors { get; init; }

    /// <summary>How long to wait for it to become ready.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
