namespace CommitmentTracker.Features;

/// <summary>A document that a record rests on, and the words in it.</summary>
internal sealed record SourceResource
{
    /// <summary>The document's title, at most 300 characters.</summary>
    /// <example>Ministers adopt Hanoi Declaration on digital cooperation</example>
    public required string Document { get; init; }

    /// <summary>The words of the document, literally, at most 2,000 characters.</summary>
    /// <example>implementation of the ASEAN Guide on Anti-Scam Policies and Best Practices</example>
    public string? Fragment { get; init; }

    /// <summary>How close the document is to what it tells of.</summary>
    /// <example>primary</example>
    public required SourceGrade Grade { get; init; }

    /// <summary>Where it can be read, http or https.</summary>
    public string? Url { get; init; }

    public Source ToSource() => new(Document, Fragment, Grade, Url);

    public static SourceResource From(Source source) =>
        new()
        {
            Document = source.Document,
            Fragment = source.Fragment,
            Grade = source.Grade,
            Url = source.Url,
        };
}

internal sealed class SourceValidator : AbstractValidator<SourceResource>
{
    public SourceValidator()
    {
        RuleFor(source => source.Document).Line(Source.DocumentMaxLength);
        RuleFor(source => source.Fragment).Prose(Source.FragmentMaxLength);
        RuleFor(source => source.Url).WebAddress(Source.UrlMaxLength);
    }
}

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
