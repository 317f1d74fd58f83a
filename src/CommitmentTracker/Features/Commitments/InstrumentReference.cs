namespace CommitmentTracker.Features.Commitments;

/// <summary>The instrument that a commitment stands in.</summary>
internal sealed record InstrumentReference
{
    /// <summary>The instrument's code.</summary>
    /// <example>HANOI-2026</example>
    public required string Code { get; init; }

    /// <summary>The instrument's title.</summary>
    /// <example>Hanoi Declaration on digital cooperation</example>
    public required string Title { get; init; }
}
