namespace CommitmentTracker.Features.Reference.Bodies;

/// <summary>An ASEAN body, with the figures of what is assigned to it.</summary>
internal sealed record BodyResource
{
    /// <summary>The stable code.</summary>
    /// <example>WG-AI</example>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    /// <example>Working Group on AI Governance</example>
    public required string Name { get; init; }

    /// <summary>Whether a source names it as an owner of commitments, or that was inferred.</summary>
    /// <example>stated</example>
    public required OwnershipBasis Basis { get; init; }

    /// <summary>What there is to know about it; null where nothing is recorded.</summary>
    /// <example>Guides policy and safety work on artificial intelligence.</example>
    public required string? Description { get; init; }

    /// <summary>What the record rests on.</summary>
    public required IReadOnlyList<SourceResource> Sources { get; init; }

    /// <summary>The figures of its assignments, as in the summary by body.</summary>
    public required Figures Totals { get; init; }

    /// <summary>Moves with every change of the record.</summary>
    /// <example>1</example>
    public required long Version { get; init; }

    /// <summary>When the record was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the record was last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The day that the totals are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }

    public static BodyResource From(StoredRecord<Body> stored, Tally totals, ReportingDay day) =>
        new()
        {
            Code = stored.Record.Code,
            Name = stored.Record.Name,
            Basis = stored.Record.Basis,
            Description = stored.Record.Description,
            Sources = [.. stored.Record.Sources.Select(SourceResource.From)],
            Totals = Figures.From(totals),
            Version = stored.Version,
            CreatedAt = stored.CreatedAt,
            UpdatedAt = stored.UpdatedAt,
            AsOf = day.Today,
        };
}

/// <summary>Makes the whole record, with its totals, out of what is stored.</summary>
internal static class BodyAnswers
{
    public static Result<BodyResource> Assemble(Result<StoredRecord<Body>> result, Tallies tallies, ReportingDay day) =>
        result.Succeeded(out var stored, out var refusal) ? BodyResource.From(stored, tallies.Of(stored.Record.Code), day) : refusal;
}
