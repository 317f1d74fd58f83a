namespace CommitmentTracker.Features.ProgressUpdates;

/// <summary>Why a verified progress update counts no more.</summary>
internal sealed record VoidProgressUpdateRequest
{
    /// <summary>What was wrong with it, at most 2,000 characters. Only the party and the secretariat read it.</summary>
    /// <example>Entered for the wrong commitment.</example>
    public required string Reason { get; init; }
}

internal sealed class VoidProgressUpdateValidator : AbstractValidator<VoidProgressUpdateRequest>
{
    public VoidProgressUpdateValidator() => RuleFor(request => request.Reason).Line(ProgressUpdate.VoidReasonMaxLength);
}

internal sealed record VoidProgressUpdateInput : IHasBody<VoidProgressUpdateRequest>
{
    /// <summary>The progress update's id.</summary>
    [RouteParam]
    public Guid Id { get; init; }

    [FromBody]
    public VoidProgressUpdateRequest Body { get; init; } = null!;
}

internal sealed class VoidProgressUpdate(Store store) : Endpoint<VoidProgressUpdateInput, ProgressUpdateResource>
{
    public override void Configure()
    {
        Post("/progress-updates/{id:guid}/void");
        Validator<BodyValidator<VoidProgressUpdateInput, VoidProgressUpdateRequest, VoidProgressUpdateValidator>>();
        Definition.Under(Headings.ProgressUpdates).OnlyForKeepers().Refuses(ErrorCode.NotFound, ErrorCode.Gone, ErrorCode.NotVerified);
    }

    /// <summary>Void a verified progress update that is wrong</summary>
    /// <remarks>
    /// From now on it counts nowhere, and the commitment stands as the other verified updates have it. It stays for its party and for those who
    /// keep the tracker, with who voided it, when and why; the public sees it no more, and of a closed round the report stays as it was.
    /// Only what is verified, and once: else it is a 409. A right report is a new progress update.
    /// </remarks>
    public override async Task HandleAsync(VoidProgressUpdateInput input, CancellationToken cancellation)
    {
        var caller = Caller.From(User);
        var result = await store.WriteAsync(
            session => ProgressUpdateWriter.VoidAsync(session, input.Id, caller.Name, input.Body.Reason),
            cancellation
        );
        await Send.ResultAsync(
            result.Succeeded(out var voided, out var refusal)
                ? Answer.Ok(ProgressUpdateResource.From(voided, caller))
                : Answer.Refused(refusal)
        );
    }
}
