using CommitmentTracker.Clock;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.Commitments.Milestones;

internal sealed class ReadMilestone : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/commitments/{code}/milestones/{number}", Handle)
            .IsOperation<ReadMilestone>(Tags.Milestones)
            .OpenToReaders()
            .Answers<MilestoneResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.Gone);

    /// <summary>Read a milestone</summary>
    /// <remarks>The <c>ETag</c> is the commitment's: it guards the commitment and everything under it.</remarks>
    /// <param name="code">The commitment's code.</param>
    /// <param name="number">The milestone's number.</param>
    private static Task<IResult> Handle(
        string code,
        PathNumber number,
        [AsParameters] AsOfQuery query,
        Caller caller,
        CommitmentReads reads,
        ReportingClock clock,
        CancellationToken cancellation
    ) => reads.AnswerAsync(code, caller, stored => Milestone(stored, number.Value, clock.On(query.AsOf?.Value)), cancellation);

    private static Result<MilestoneResource> Milestone(StoredCommitment stored, int number, ReportingDay day) =>
        stored.Commitment.Milestones.TryGetValue(number, out var milestone)
            ? MilestoneResource.From(milestone, stored.Commitment.RollUp.Status, day)
            : MilestoneChange.NotFound(stored.Commitment.Code, number);
}
