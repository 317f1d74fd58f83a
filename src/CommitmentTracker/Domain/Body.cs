using System.Collections.Immutable;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>An ASEAN body: a party that is no member state.</summary>
internal sealed record Body
{
    public const int DescriptionMaxLength = 2000;

    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>Whether a source names it as an owner of commitments, or that was inferred.</summary>
    public required OwnershipBasis Basis { get; init; }
    public string? Description { get; init; }
    public ImmutableList<Source> Sources { get; init; } = [];
}
