using CommitmentTracker.Database;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Requests;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.ProgressUpdates;

/// <summary>Why a progress update goes back to its party.</summary>
internal sealed record ReturnProgressUpdateRequest
{
    /// <summary>What the party should mend, at most 2,000 characters. Only the party and the secretariat read it.</summary>
    /// <example>Please name the circular that you refer to.</example>
    public required string Reason { get; init; }
}

internal sealed class ReturnProgressUpdateValidator : AbstractValidator<ReturnProgressUpdateRequest>
{
    public ReturnProgressUpdateValidator() => RuleFor(request => request.Reason).Line(ProgressUpdate.ReturnReasonMaxLength);
}

internal sealed class ReturnProgressUpdate : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/progress-updates/{id:guid}/return", Handle)
            .IsOperation<ReturnProgressUpdate>(Tags.ProgressUpdates)
            .OnlyForKeepers()
            .Answers<ProgressUpdateResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.AlreadyReviewed);

    /// <summary>Return a submitted progress update to its party</summary>
    /// <remarks>It never counts; the party reports anew. Once: a second review is a 409.</remarks>
    /// <param name="id">The progress update's id.</param>
    private static async Task<IResult> Handle(
        Guid id,
        [FromBody] ReturnProgressUpdateRequest request,
        Caller caller,
        Store store,
        CancellationToken cancellation
    )
    {
        var result = await store.WriteAsync(
            session => ProgressUpdateWriter.ReturnAsync(session, id, caller.Name, request.Reason),
            cancellation
        );
        return result.Succeeded(out var returned, out var refusal)
            ? Answer.Ok(ProgressUpdateResource.From(returned, caller))
            : Answer.Refused(refusal);
    }
}
