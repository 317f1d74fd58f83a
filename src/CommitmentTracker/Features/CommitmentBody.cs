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

/// <summary>One party's share in a commitment that is being created.</summary>
internal sealed record AssignmentBody
{
    /// <summary>The party's code: of a member state or of an ASEAN body.</summary>
    /// <example>VN</example>
    public required string Party { get; init; }

    /// <summary>Whether the party leads or supports.</summary>
    /// <example>lead</example>
    public required AssignmentRole Role { get; init; }

    /// <summary>Whether a source names the party for this, or it was inferred.</summary>
    /// <example>stated</example>
    public required OwnershipBasis Basis { get; init; }

    public Assignment ToAssignment() => new(Party, Role, Basis);
}

internal sealed class AssignmentBodyValidator : AbstractValidator<AssignmentBody>
{
    public AssignmentBodyValidator() => RuleFor(body => body.Party).Line(Party.CodeMaxLength);
}

/// <summary>A dated step of a commitment, as it is created or changed.</summary>
internal sealed record MilestoneBody
{
    /// <summary>What is to be reached, in one line, at most 300 characters.</summary>
    /// <example>National guidance published</example>
    public required string Title { get; init; }

    /// <summary>The due date. With a coarser precision any day of its period will do; the last one is kept and answered.</summary>
    /// <example>2027-06-30</example>
    public required DateOnly DueOn { get; init; }

    /// <summary>How exactly the due date is known.</summary>
    /// <example>quarter</example>
    public required DatePrecision Precision { get; init; }

    /// <summary>The party whose step it is; leave it out when it is everyone's.</summary>
    /// <example>VN</example>
    public string? Party { get; init; }

    /// <summary>The day it was reached; leave it out until then.</summary>
    /// <example>2027-05-14</example>
    public DateOnly? ReachedOn { get; init; }

    public static MilestoneBody From(Milestone milestone) =>
        new()
        {
            Title = milestone.Title,
            DueOn = milestone.DueOn,
            Precision = milestone.Precision,
            Party = milestone.Party,
            ReachedOn = milestone.ReachedOn,
        };

    public Milestone ToMilestone(int number) => new(number, Title, Deadline.LastDayOf(DueOn, Precision), Precision, Party, ReachedOn);
}

internal sealed class MilestoneBodyValidator : AbstractValidator<MilestoneBody>
{
    public MilestoneBodyValidator()
    {
        RuleFor(body => body.Title).Line(Milestone.TitleMaxLength);
        RuleFor(body => body.Party).Line(Domain.Party.CodeMaxLength);
    }
}

/// <summary>By when a commitment is due. Leave out <c>dueOn</c> and <c>precision</c>, with basis <c>none</c>, where there is no due date.</summary>
internal record DeadlineBody
{
    /// <summary>The due date. With a coarser precision any day of its period will do; the last one is kept and answered.</summary>
    /// <example>2030-12-31</example>
    public DateOnly? DueOn { get; init; }

    /// <summary>How exactly the due date is known.</summary>
    /// <example>year</example>
    public DatePrecision? Precision { get; init; }

    /// <summary>Where the due date comes from.</summary>
    /// <example>inherited</example>
    public required DeadlineBasis Basis { get; init; }

    /// <summary>What says so, in words, at most 500 characters.</summary>
    /// <example>Period 2026–2030 of the Hanoi Declaration</example>
    public string? Source { get; init; }

    public Deadline ToDeadline() =>
        (DueOn, Precision) is ({ } dueOn, { } precision)
            ? Deadline.On(dueOn, precision, Basis, Source)
            : Deadline.None with
            {
                Source = Source,
            };
}

internal class DeadlineBodyValidator<T> : AbstractValidator<T>
    where T : DeadlineBody
{
    protected DeadlineBodyValidator()
    {
        RuleFor(body => body.DueOn)
            .GivenUnless(body => body.Basis, DeadlineBasis.None)
            .WithMessage("must be given, except with basis none, where there is none");
        RuleFor(body => body.Precision).GivenOnlyWith(body => body.DueOn).WithMessage("must be given with dueOn and only with it");
        RuleFor(body => body.Source).Line(Deadline.SourceMaxLength);
    }
}

internal sealed class DeadlineBodyValidator : DeadlineBodyValidator<DeadlineBody>;
