using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http.Requests;
using FluentValidation;

namespace CommitmentTracker.Features;

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
