namespace CommitmentTracker.Features.ProgressUpdates;

internal sealed record ReportProgressInput : IHasBody<ReportProgressRequest>
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    [FromBody]
    public ReportProgressRequest Body { get; init; } = null!;

    public IdempotencyKey IdempotencyKey { get; init; } = null!;
}

internal sealed class ReportProgress(Creations creations, ReportingClock clock) : Endpoint<ReportProgressInput, ProgressUpdateResource>
{
    public override void Configure()
    {
        Post("/commitments/{code}/progress-updates");
        Validator<BodyValidator<ReportProgressInput, ReportProgressRequest, ReportProgressValidator>>();
        Definition
            .Under(Headings.ProgressUpdates)
            .OnlyFor(Role.Admin, Role.Secretariat, Role.FocalPoint)
            .AnswersCreated()
            .Refuses(ErrorCode.NotFound, ErrorCode.Gone, ErrorCode.NoAssignment);
    }

    /// <summary>Report progress on a commitment</summary>
    /// <remarks>
    /// Progress updates are never edited: a later one corrects an earlier one, and the assignment shows the verified one with the latest
    /// <c>asOf</c>. What a focal point reports, for its own party, is submitted and waits for the secretariat's review. What the
    /// secretariat enters is verified at once and recorded as entered on the party's behalf. No <c>If-Match</c>.
    /// </remarks>
    public override async Task HandleAsync(ReportProgressInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ReportProgressInput input, CancellationToken cancellation)
    {
        var caller = Caller.From(User);
        if (caller.ReportsFor is { } own && own != input.Body.Party)
        {
            return Answer.Refused(new Refusal(ErrorCode.Forbidden, $"Your key reports for {own}, and for no other party."));
        }

        if (clock.FaultOfLater(input.Body.AsOf) is { } fault)
        {
            return Answer.Refused(Refusal.Of("asOf", fault));
        }

        return await creations.AnswerAsync(
            input.IdempotencyKey,
            input.Body,
            session => RecordAsync(session, input.Code, input.Body, caller),
            cancellation
        );
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
                $"{FeatureMap.Root}/commitments/{recorded.Commitment}/progress-updates/{recorded.Id}"
            )
            : refusal;
    }
}
