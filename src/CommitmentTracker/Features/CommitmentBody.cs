using System.Collections.Immutable;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http.Requests;
using FluentValidation;

namespace CommitmentTracker.Features;

/// <summary>A commitment's own fields: those that a PATCH changes.</summary>
internal record CommitmentBody
{
    /// <summary>What is to be done, in one line, at most 300 characters.</summary>
    /// <example>Apply the ASEAN anti-scam guide against telecom fraud</example>
    public required string Title { get; init; }

    /// <summary>The same at more length, at most 10,000 characters.</summary>
    /// <example>Put the guide's policies and practices to use in each member state.</example>
    public string? Description { get; init; }

    /// <summary>How far the record binds. Only <c>commitment</c> counts in any rate.</summary>
    /// <example>commitment</example>
    public required CommitmentKind Kind { get; init; }

    /// <summary>The word with which the instrument puts it, at most 60 characters.</summary>
    /// <example>advocates</example>
    public string? Verb { get; init; }

    /// <summary>Whether it is the region's, one state's or between two.</summary>
    /// <example>regional</example>
    public required Scope Scope { get; init; }

    /// <summary>The code of the instrument that it stands in.</summary>
    /// <example>HANOI-2026</example>
    public required string Instrument { get; init; }

    /// <summary>The codes of other instruments that it also stands under, at most 20.</summary>
    /// <example>["ADM-2030"]</example>
    public IReadOnlyList<string> AlsoUnder { get; init; } = [];

    /// <summary>The code of its theme.</summary>
    /// <example>online_scams</example>
    public required string Theme { get; init; }

    /// <summary>Who sees it: the public sees what is published.</summary>
    /// <example>draft</example>
    public Publication Publication { get; init; } = Publication.Draft;

    /// <summary>The code of the commitment that replaces it, if any.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>What the record rests on, at most 50 sources.</summary>
    public IReadOnlyList<SourceResource> Sources { get; init; } = [];

    public static CommitmentBody From(Commitment commitment) =>
        new()
        {
            Title = commitment.Title,
            Description = commitment.Description,
            Kind = commitment.Kind,
            Verb = commitment.Verb,
            Scope = commitment.Scope,
            Instrument = commitment.Instrument,
            AlsoUnder = commitment.AlsoUnder,
            Theme = commitment.Theme,
            Publication = commitment.Publication,
            SupersededBy = commitment.SupersededBy,
            Sources = [.. commitment.Sources.Select(SourceResource.From)],
        };

    public Commitment ApplyTo(Commitment commitment) =>
        commitment with
        {
            Title = Title,
            Description = Description,
            Kind = Kind,
            Verb = Verb,
            Scope = Scope,
            Instrument = Instrument,
            AlsoUnder = AlsoUnder.ToImmutableSortedSet(StringComparer.Ordinal),
            Theme = Theme,
            Publication = Publication,
            SupersededBy = SupersededBy,
            Sources = [.. Sources.Select(source => source.ToSource())],
        };
}

internal class CommitmentBodyValidator<T> : AbstractValidator<T>
    where T : CommitmentBody
{
    protected CommitmentBodyValidator()
    {
        RuleFor(body => body.Title).Line(Commitment.TitleMaxLength);
        RuleFor(body => body.Description).Prose(Commitment.DescriptionMaxLength);
        RuleFor(body => body.Verb).Line(Commitment.VerbMaxLength);
        RuleFor(body => body.Instrument).Line(Commitment.CodeMaxLength);
        RuleFor(body => body.AlsoUnder).MaxCount(Commitment.AlsoUnderMaxCount);
        RuleForEach(body => body.AlsoUnder).Line(Commitment.CodeMaxLength);
        RuleFor(body => body.AlsoUnder)
            .Must((body, also) => !also.Contains(body.Instrument))
            .WithMessage("must not repeat the instrument that the commitment stands in");
        RuleFor(body => body.Theme).Line(Commitment.ThemeMaxLength);
        RuleFor(body => body.SupersededBy).Line(Commitment.CodeMaxLength);
        RuleFor(body => body.Sources).MaxCount(Source.MaxPerRecord);
        RuleForEach(body => body.Sources).SetValidator(new SourceValidator());
    }
}

internal sealed class CommitmentBodyValidator : CommitmentBodyValidator<CommitmentBody>;
