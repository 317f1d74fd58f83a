namespace CommitmentTracker.Features.ReferenceData.Themes;

/// <summary>What commitments are about, with the figures of these.</summary>
internal sealed record ThemeResource
{
    /// <summary>The stable code.</summary>
    /// <example>online_scams</example>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    /// <example>Online scams</example>
    public required string Name { get; init; }

    /// <summary>What it takes in; null where nothing is recorded.</summary>
    /// <example>Prevention of telecom fraud and online fraud.</example>
    public required string? Description { get; init; }

    /// <summary>The figures of its commitments, as in the summary by theme.</summary>
    public required Figures Totals { get; init; }
}
