namespace CommitmentTracker.Features;

/// <summary>A new commitment.</summary>
internal sealed record CreateCommitmentRequest : CommitmentBody
{
    /// <summary>The code, for good: capital letters, digits, dots and hyphens, 2 to 32 characters.</summary>
    /// <example>HND-31</example>
    public required string Code { get; init; }

    /// <summary>By when it is due; without one it has no deadline.</summary>
    public DeadlineBody? Deadline { get; init; }

    /// <summary>Its owners, each party once, at most 100.</summary>
    public IReadOnlyList<AssignmentBody> Assignments { get; init; } = [];

    public Commitment ToCommitment() =>
        ApplyTo(
            new Commitment
            {
                Code = Code,
                Title = Title,
                Kind = Kind,
                Scope = Scope,
                Instrument = Instrument,
                Theme = Theme,
                Deadline = Deadline?.ToDeadline() ?? Domain.Deadline.None,
                Assignments = Assignments
                    .Select(assignment => assignment.ToAssignment())
                    .ToImmutableSortedDictionary(assignment => assignment.Party, assignment => assignment, StringComparer.Ordinal),
            }
        );
}

internal sealed class CreateCommitmentValidator : CommitmentBodyValidator<CreateCommitmentRequest>
{
    public CreateCommitmentValidator()
    {
        RuleFor(request => request.Code).Code(Commitment.CodePattern);
        RuleFor(request => request.Publication)
            .NotEqual(Publication.Archived)
            .WithMessage("must be draft or published: what is archived has been one of them before");
        RuleFor(request => request.Deadline).SetValidator(new DeadlineBodyValidator()!);
        RuleFor(request => request.Assignments)
            .MaxCount(Assignment.MaxPerCommitment)
            .Must(all => all.DistinctBy(each => each.Party).Count() == all.Count)
            .WithMessage("must name each party once");
        RuleForEach(request => request.Assignments).SetValidator(new AssignmentBodyValidator());
    }
}
