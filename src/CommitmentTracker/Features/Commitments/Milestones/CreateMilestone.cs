using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Http.Idempotency;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Commitments.Milestones;

internal sealed class CreateMilestone : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/commitments/{code}/milestones", Handle)
            .IsOperation<CreateMilestone>(Tags.Milestones)
            .OnlyForKeepers()
            .Answers<MilestoneResource>(StatusCodes.Status201Created)
            .Refuses(
                ErrorCode.NotFound,
                ErrorCode.UnknownReference,
                ErrorCode.RuleBroken,
                ErrorCode.VersionStale,
                ErrorCode.VersionRequired
            );

    /// <summary>Add a milestone to a commitment</summary>
    /// <param name="code">The commitment's code.</param>
    private static Task<IResult> Handle(
        string code,
        [FromBody] MilestoneBody request,
        IfMatch ifMatch,
        IdempotencyKey key,
        Caller caller,
        Creations creations,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var note = new ChangeNote(caller.Name, ChangeType.MilestoneCreated);
        return creations.AnswerAsync(
            key,
            request,
            async session =>
            {
                var number = 0;
                var changed = await CommitmentWriter.ChangeAsync(
                    session,
                    code,
                    ifMatch.Expected,
                    note,
                    before => With(before, request.ToMilestone(number = before.NextMilestoneNumber))
                );
                return Created(MilestoneChange.Of(changed, number, clock), code);
            },
            cancellation
        );
    }

    private static Result<Created<MilestoneResource>> Created(Result<MilestoneChange> changed, string code) =>
        changed.Succeeded(out var created, out var refusal)
            ? new Created<MilestoneResource>(
                created.Milestone,
                $"{FeatureMap.Root}/commitments/{code}/milestones/{created.Milestone.Number}",
                created.Version
            )
            : refusal;

    private static Result<Commitment> With(Commitment before, Milestone milestone) =>
        before.Milestones.Count < Milestone.MaxPerCommitment
            ? before with
            {
                Milestones = before.Milestones.Add(milestone.Number, milestone),
                NextMilestoneNumber = milestone.Number + 1,
            }
            : new Refusal(ErrorCode.RuleBroken, $"A commitment has at most {Milestone.MaxPerCommitment} milestones.");
}
