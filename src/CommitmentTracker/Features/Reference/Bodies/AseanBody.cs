namespace CommitmentTracker.Features.Reference.Bodies;

/// <summary>An ASEAN body's own fields: those that a PATCH changes.</summary>
internal record AseanBody
{
    /// <summary>Its name, at most 200 characters.</summary>
    /// <example>Working Group on AI Governance</example>
    public required string Name { get; init; }

    /// <summary>Whether a source names it as an owner of commitments, or that was inferred.</summary>
    /// <example>stated</example>
    public required OwnershipBasis Basis { get; init; }

    /// <summary>What there is to know about it, at most 2,000 characters.</summary>
    /// <example>Guides policy and safety work on artificial intelligence.</example>
    public string? Description { get; init; }

    /// <summary>What the record rests on, at most 50 sources.</summary>
    public IReadOnlyList<SourceResource> Sources { get; init; } = [];

    public static AseanBody From(Body body) =>
        new()
        {
            Name = body.Name,
            Basis = body.Basis,
            Description = body.Description,
            Sources = [.. body.Sources.Select(SourceResource.From)],
        };

    public Body ToBody(string code) =>
        new()
        {
            Code = code,
            Name = Name,
            Basis = Basis,
            Description = Description,
            Sources = [.. Sources.Select(source => source.ToSource())],
        };
}

internal class AseanBodyValidator<T> : AbstractValidator<T>
    where T : AseanBody
{
    protected AseanBodyValidator()
    {
        RuleFor(body => body.Name).Line(Party.NameMaxLength);
        RuleFor(body => body.Description).Prose(Body.DescriptionMaxLength);
        RuleFor(body => body.Sources).MaxCount(Source.MaxPerRecord);
        RuleForEach(body => body.Sources).SetValidator(new SourceValidator());
    }
}

internal sealed class AseanBodyValidator : AseanBodyValidator<AseanBody>;
