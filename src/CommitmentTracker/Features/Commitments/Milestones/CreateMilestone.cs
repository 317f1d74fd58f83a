using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Caching;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Commitments.Milestones;

internal sealed class CreateMilestone : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/commitments/{code}/milestones", Handle)
            .IsOperation<CreateMilestone>(Tags.Milestones)
            .OnlyFor(Role.Admin, Role.Secretariat)
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
    private static async Task<IResult> Handle(
        string code,
        [FromBody] MilestoneBody request,
        IfMatch ifMatch,
        Caller caller,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var note = new ChangeNote(caller.Name, ChangeType.MilestoneCreated);
        var number = 0;
        var result = await store.WriteAsync(
            async session =>
            {
                var changed = await CommitmentWriter.ChangeAsync(
                    session,
                    code,
                    ifMatch.Expected,
                    note,
                    before => With(before, request.ToMilestone(number = before.NextMilestoneNumber))
                );
                return MilestoneChange.Of(changed, number, clock);
            },
            cancellation
        );
        return result.Succeeded(out var created, out var refusal)
            ? Answer.Created(created.Milestone, $"/api/v1/commitments/{code}/milestones/{number}", created.Version)
            : Answer.Refused(refusal);
    }

    private static Result<Commitment> With(Commitment before, Milestone milestone) =>
        before.Milestones.Count < Milestone.MaxPerCommitment
            ? before with
            {
                Milestones = before.Milestones.Add(milestone.Number, milestone),
                NextMilestoneNumber = milestone.Number + 1,
            }
            : new Refusal(ErrorCode.RuleBroken, $"A commitment has at most {Milestone.MaxPerCommitment} milestones.");
}
