using CommitmentTracker.Domain;
using CommitmentTracker.Http.Requests;
using FluentValidation;

namespace CommitmentTracker.Features;

/// <summary>Something that shows what is reported.</summary>
internal sealed record EvidenceResource
{
    /// <summary>What it is, at most 300 characters.</summary>
    /// <example>Circular of the regulator</example>
    public required string Title { get; init; }

    /// <summary>Where it can be read, http or https.</summary>
    /// <example>https://example.org/circular</example>
    public string? Url { get; init; }

    public Evidence ToEvidence() => new(Title, Url);

    public static EvidenceResource From(Evidence evidence) => new() { Title = evidence.Title, Url = evidence.Url };
}

internal sealed class EvidenceValidator : AbstractValidator<EvidenceResource>
{
    public EvidenceValidator()
    {
        RuleFor(evidence => evidence.Title).Line(Evidence.TitleMaxLength);
        RuleFor(evidence => evidence.Url).WebAddress(Evidence.UrlMaxLength);
    }
}
