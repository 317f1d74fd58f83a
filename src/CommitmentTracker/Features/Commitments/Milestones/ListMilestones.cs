using CommitmentTracker.Clock;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.Commitments.Milestones;

internal sealed class ListMilestones : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/commitments/{code}/milestones", Handle)
            .IsOperation<ListMilestones>(Tags.Milestones)
            .OpenToReaders()
            .Answers<CommitmentMilestones>()
            .Refuses(ErrorCode.NotFound, ErrorCode.Gone);

    /// <summary>List a commitment's milestones</summary>
    /// <remarks>By number, each with its own state.</remarks>
    /// <param name="code">The commitment's code.</param>
    private static Task<IResult> Handle(
        string code,
        [AsParameters] AsOfQuery query,
        Caller caller,
        CommitmentReads reads,
        ReportingClock clock,
        CancellationToken cancellation
    ) => reads.AnswerAsync(code, caller, stored => Milestones(stored, clock.On(query.AsOf?.Value)), cancellation);

    private static Result<CommitmentMilestones> Milestones(StoredCommitment stored, ReportingDay day) =>
        new CommitmentMilestones
        {
            Items =
            [
                .. stored.Commitment.Milestones.Values.Select(milestone =>
                    MilestoneResource.From(milestone, stored.Commitment.RollUp.Status, day)
                ),
            ],
            Version = stored.Version,
            AsOf = day.Today,
        };
}
