using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Idempotency;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.ProgressUpdates;

internal sealed class ReportProgress : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/commitments/{code}/progress-updates", Handle)
            .IsOperation<ReportProgress>(Tags.ProgressUpdates)
            .OnlyFor(Role.Admin, Role.Secretariat, Role.FocalPoint)
            .Answers<ProgressUpdateResource>(StatusCodes.Status201Created)
            .Refuses(ErrorCode.NotFound, ErrorCode.Gone, ErrorCode.NoAssignment);

    /// <summary>Report progress on a commitment</summary>
    /// <remarks>
    /// Progress updates are never edited: a later one corrects an earlier one, and the assignment shows the verified one with the latest
    /// <c>asOf</c>. What a focal point reports, for its own party, is submitted and waits for the secretariat's review. What the
    /// secretariat enters is verified at once and recorded as entered on the party's behalf. No <c>If-Match</c>.
    /// </remarks>
    /// <param name="code">The commitment's code.</param>
    private static async Task<IResult> Handle(
        string code,
        [FromBody] ReportProgressRequest request,
        IdempotencyKey key,
        Caller caller,
        Creations creations,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        if (caller.ReportsFor is { } own && own != request.Party)
        {
            return Answer.Refused(new Refusal(ErrorCode.Forbidden, $"Your key reports for {own}, and for no other party."));
        }

        if (request.AsOf > clock.Today)
        {
            return Answer.Refused(Refusal.Of("asOf", $"must not be after today, {Stored.Day(clock.Today)}"));
        }

        return await creations.AnswerAsync(key, request, session => RecordAsync(session, code, request, caller), cancellation);
    }

    private static async Task<Result<Created<ProgressUpdateResource>>> RecordAsync(
        WriteSession session,
        string code,
        ReportProgressRequest request,
        Caller caller
    )
    {
        var update = request.ToUpdate(code, caller.Name);
        var result = caller.KeepsTheTracker
            ? await ProgressUpdateWriter.RecordVerifiedAsync(session, update)
            : await ProgressUpdateWriter.SubmitAsync(session, update);
        return result.Succeeded(out var recorded, out var refusal)
            ? new Created<ProgressUpdateResource>(
                ProgressUpdateResource.From(recorded, caller),
                $"{FeatureMap.Root}/commitments/{recorded.CommitmentCode}/progress-updates/{recorded.PublicId}"
            )
            : refusal;
    }
}
