namespace CommitmentTracker.Features.ProgressUpdates;

internal sealed record VerifyProgressUpdateInput
{
    /// <summary>The progress update's id.</summary>
    [RouteParam]
    public Guid Id { get; init; }
}

internal sealed class VerifyProgressUpdate(Store store) : Endpoint<VerifyProgressUpdateInput, ProgressUpdateResource>
{
    public override void Configure()
    {
        Post("/progress-updates/{id:guid}/verify");
        Definition
            .Under(Headings.ProgressUpdates)
            .OnlyForKeepers()
            .Refuses(ErrorCode.NotFound, ErrorCode.Gone, ErrorCode.AlreadyReviewed, ErrorCode.NoAssignment);
    }

    /// <summary>Verify a submitted progress update</summary>
    /// <remarks>From now on it counts and is public. Once: a second review is a 409.</remarks>
    public override async Task HandleAsync(VerifyProgressUpdateInput input, CancellationToken cancellation)
    {
        var caller = Caller.From(User);
        var result = await store.WriteAsync(session => ProgressUpdateWriter.VerifyAsync(session, input.Id, caller.Name), cancellation);
        await Send.ResultAsync(
            result.Succeeded(out var verified, out var refusal)
                ? Answer.Ok(ProgressUpdateResource.From(verified, caller))
                : Answer.Refused(refusal)
        );
    }
}
