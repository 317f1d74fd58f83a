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

internal sealed record ReturnProgressUpdateInput : IHasBody<ReturnProgressUpdateRequest>
{
    /// <summary>The progress update's id.</summary>
    [RouteParam]
    public Guid Id { get; init; }

    [FromBody]
    public ReturnProgressUpdateRequest Body { get; init; } = null!;
}

internal sealed class ReturnProgressUpdate(Store store) : Endpoint<ReturnProgressUpdateInput, ProgressUpdateResource>
{
    public override void Configure()
    {
        Post("/progress-updates/{id:guid}/return");
        Validator<BodyValidator<ReturnProgressUpdateInput, ReturnProgressUpdateRequest, ReturnProgressUpdateValidator>>();
        Definition.Under(Headings.ProgressUpdates).OnlyForKeepers().Refuses(ErrorCode.NotFound, ErrorCode.AlreadyReviewed);
    }

    /// <summary>Return a submitted progress update to its party</summary>
    /// <remarks>It never counts; the party reports anew. Once: a second review is a 409.</remarks>
    public override async Task HandleAsync(ReturnProgressUpdateInput input, CancellationToken cancellation)
    {
        var caller = Caller.From(User);
        var result = await store.WriteAsync(
            session => ProgressUpdateWriter.ReturnAsync(session, input.Id, caller.Name, input.Body.Reason),
            cancellation
        );
        await Send.ResultAsync(
            result.Succeeded(out var returned, out var refusal)
                ? Answer.Ok(ProgressUpdateResource.From(returned, caller))
                : Answer.Refused(refusal)
        );
    }
}
