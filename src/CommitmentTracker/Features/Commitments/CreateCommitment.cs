using System.Collections.Immutable;
using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Idempotency;
using CommitmentTracker.Http.Requests;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Commitments;

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

internal sealed class CreateCommitment : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/commitments", Handle)
            .IsOperation<CreateCommitment>(Tags.Commitments)
            .OnlyForKeepers()
            .Answers<CommitmentResource>(StatusCodes.Status201Created)
            .Refuses(ErrorCode.CodeInUse, ErrorCode.UnknownReference);

    /// <summary>Create a commitment</summary>
    /// <remarks>It is a draft, which the public does not see, unless <c>publication</c> says otherwise.</remarks>
    private static Task<IResult> Handle(
        [FromBody] CreateCommitmentRequest request,
        IdempotencyKey key,
        Caller caller,
        Creations creations,
        ReportingClock clock,
        CancellationToken cancellation
    ) => creations.AnswerAsync(key, request, session => CreateAsync(session, request, caller, clock.On(null)), cancellation);

    private static async Task<Result<Created<CommitmentResource>>> CreateAsync(
        WriteSession session,
        CreateCommitmentRequest request,
        Caller caller,
        ReportingDay day
    )
    {
        var note = new ChangeNote(caller.Name, ChangeType.CommitmentCreated);
        var stored = await CommitmentWriter.CreateAsync(session, request.ToCommitment(), note);
        var assembled = await CommitmentAnswers.AssembleAsync(session, stored, day);
        return assembled.Succeeded(out var created, out var refusal)
            ? new Created<CommitmentResource>(created, $"{FeatureMap.Root}/commitments/{created.Code}", created.Version)
            : refusal;
    }
}
