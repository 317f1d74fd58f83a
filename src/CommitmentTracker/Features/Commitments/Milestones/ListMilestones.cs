using CommitmentTracker.Clock;
using CommitmentTracker.Database;
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
            .MapGet("/commitments/{code}/milestones", Handle)
            .IsOperation<ListMilestones>(Tags.Milestones)
            .OpenToReaders()
            .Answers<CommitmentMilestones>()
            .Refuses(ErrorCode.NotFound, ErrorCode.Gone);

    /// <summary>List a commitment's milestones</summary>
    /// <remarks>By number, each with its own state.</remarks>
    /// <param name="code">The commitment's code.</param>
    private static async Task<IResult> Handle(
        string code,
        [AsParameters] AsOfQuery query,
        Caller caller,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var day = clock.On(query.AsOf?.Value);
        var result = await store.ReadAsync(session => Visibility.LoadVisibleAsync(session, code, caller.KeepsTheTracker), cancellation);
        return result.Succeeded(out var stored, out var refusal)
            ? Answer.Ok(
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
                },
                stored.Version
            )
            : Answer.Refused(refusal);
    }
}
