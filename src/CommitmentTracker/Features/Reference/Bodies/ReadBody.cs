namespace CommitmentTracker.Features.Reference.Bodies;

internal sealed record ReadBodyInput
{
    /// <summary>The body's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ReadBody(Store store, LiveState live, ReportingClock clock) : Endpoint<ReadBodyInput, BodyResource>
{
    public override void Configure()
    {
        Get("/bodies/{code}");
        Definition.Under(Headings.ReferenceData).OpenToReaders().Refuses(ErrorCode.NotFound);
    }

    /// <summary>Read an ASEAN body, with its totals</summary>
    /// <remarks>The <c>ETag</c> guards the record: send it as <c>If-Match</c> with a change.</remarks>
    public override async Task HandleAsync(ReadBodyInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Query.AsOf?.Value);
        var (_, tallies) = live.Tallies(Grouping.Body, day).At(await live.CurrentAsync(cancellation));
        var found = await store.ReadAsync(session => BodyTable.FindAsync(session, input.Code), cancellation);
        var result = BodyAnswers.Assemble(found, tallies, day);
        await Send.ResultAsync(result.Succeeded(out var body, out var refusal) ? Answer.Ok(body, body.Version) : Answer.Refused(refusal));
    }
}
