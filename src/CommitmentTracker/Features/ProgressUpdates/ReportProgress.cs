using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.ProgressUpdates;

internal sealed class ReportProgress : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/commitments/{code}/progress-updates", Handle)
            .IsOperation<ReportProgress>(Tags.ProgressUpdates)
            .OnlyFor(Role.Admin, Role.Secretariat)
            .Answers<ProgressUpdateResource>(StatusCodes.Status201Created)
            .Refuses(ErrorCode.NotFound, ErrorCode.NoAssignment);

    /// <summary>Report progress on a commitment</summary>
    /// <remarks>
    /// Progress updates are never edited: a later one corrects an earlier one, and the assignment shows the one with the latest
    /// <c>asOf</c>. What the secretariat enters is verified at once and recorded as entered on the party's behalf. No <c>If-Match</c>.
    /// </remarks>
    /// <param name="code">The commitment's code.</param>
    private static async Task<IResult> Handle(
        string code,
        [FromBody] ReportProgressRequest request,
        Caller caller,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        if (request.AsOf > clock.Today)
        {
            return Answer.Refused(Refusal.Of("asOf", $"must not be after today, {Stored.Day(clock.Today)}"));
        }

        var update = request.ToUpdate(code, caller.Name);
        var result = await store.WriteAsync(session => ProgressUpdateWriter.RecordVerifiedAsync(session, update), cancellation);
        return result.Succeeded(out var recorded, out var refusal)
            ? Answer.Created(
                ProgressUpdateResource.From(recorded, caller),
                $"/api/v1/commitments/{recorded.CommitmentCode}/progress-updates/{recorded.PublicId}"
            )
            : Answer.Refused(refusal);
    }
}
