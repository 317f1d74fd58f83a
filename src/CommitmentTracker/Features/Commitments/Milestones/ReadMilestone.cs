using CommitmentTracker.Clock;
using CommitmentTracker.Database;
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
            .MapGet("/commitments/{code}/milestones/{number}", Handle)
            .IsOperation<ReadMilestone>(Tags.Milestones)
            .OpenToReaders()
            .Answers<MilestoneResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.Gone);

    /// <summary>Read a milestone</summary>
    /// <remarks>The <c>ETag</c> is the commitment's: it guards the commitment and everything under it.</remarks>
    /// <param name="code">The commitment's code.</param>
    /// <param name="number">The milestone's number.</param>
    private static async Task<IResult> Handle(
        string code,
        PathNumber number,
        [AsParameters] AsOfQuery query,
        Caller caller,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var result = await store.ReadAsync(session => Visibility.LoadVisibleAsync(session, code, caller.KeepsTheTracker), cancellation);
        return !result.Succeeded(out var stored, out var refusal) ? Answer.Refused(refusal)
            : stored.Commitment.Milestones.TryGetValue(number.Value, out var milestone)
                ? Answer.Ok(MilestoneResource.From(milestone, stored.Commitment.RollUp.Status, clock.On(query.AsOf?.Value)), stored.Version)
            : Answer.Refused(MilestoneChange.NotFound(code, number.Value));
    }
}
