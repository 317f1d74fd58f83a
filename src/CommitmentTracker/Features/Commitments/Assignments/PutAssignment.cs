using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Caching;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Commitments.Assignments;

/// <summary>A party's part in a commitment.</summary>
internal sealed record PutAssignmentRequest
{
    /// <summary>Whether the party leads or supports.</summary>
    /// <example>lead</example>
    public required AssignmentRole Role { get; init; }

    /// <summary>Whether a source names the party for this, or it was inferred.</summary>
    /// <example>stated</example>
    public required OwnershipBasis Basis { get; init; }
}

internal sealed class PutAssignmentValidator : AbstractValidator<PutAssignmentRequest>;

internal sealed class PutAssignment : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put("/commitments/{code}/assignments/{party}", Handle)
            .IsOperation<PutAssignment>(Tags.Assignments)
            .OnlyForKeepers()
            .Answers<CommitmentResource>()
            .Refuses(
                ErrorCode.NotFound,
                ErrorCode.UnknownReference,
                ErrorCode.RuleBroken,
                ErrorCode.VersionStale,
                ErrorCode.VersionRequired
            );

    /// <summary>Assign a commitment to a party, or change its part</summary>
    /// <remarks>Answers the whole commitment. What the party has reported before counts again when it is assigned anew.</remarks>
    /// <param name="code">The commitment's code.</param>
    /// <param name="party">The party's code: of a member state or of an ASEAN body.</param>
    private static Task<IResult> Handle(
        string code,
        string party,
        [FromBody] PutAssignmentRequest request,
        IfMatch ifMatch,
        Caller caller,
        CommitmentChanges changes,
        CancellationToken cancellation
    )
    {
        var note = new ChangeNote(caller.Name, ChangeType.AssignmentPut);
        return changes.AnswerAsync(
            async session =>
            {
                var report = Report.From(await VerifiedUpdates.OfAsync(session, code, party));
                var assignment = new Assignment(party, request.Role, request.Basis) { Report = report };
                return await CommitmentWriter.ChangeAsync(session, code, ifMatch.Expected, note, before => Assigned(before, assignment));
            },
            cancellation
        );
    }

    private static Result<Commitment> Assigned(Commitment before, Assignment assignment) =>
        before.Assignments.Count < Assignment.MaxPerCommitment || before.Assignments.ContainsKey(assignment.Party)
            ? before with
            {
                Assignments = before.Assignments.SetItem(assignment.Party, assignment),
            }
            : new Refusal(ErrorCode.RuleBroken, $"A commitment has at most {Assignment.MaxPerCommitment} assignments.");
}
