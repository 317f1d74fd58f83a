namespace CommitmentTracker.Features.Reference.Instruments;

internal sealed record ReadInstrumentInput
{
    /// <summary>The instrument's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ReadInstrument(Store store, LiveState live, ReportingClock clock) : Endpoint<ReadInstrumentInput, InstrumentResource>
{
    public override void Configure()
    {
        Get("/instruments/{code}");
        Definition.Under(Headings.ReferenceData).OpenToReaders().Refuses(ErrorCode.NotFound);
    }

    /// <summary>Read an instrument, with its totals</summary>
    /// <remarks>The <c>ETag</c> guards the record: send it as <c>If-Match</c> with a change.</remarks>
    public override async Task HandleAsync(ReadInstrumentInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Query.AsOf?.Value);
        var (_, tallies) = live.Tallies(Grouping.Instrument, day).At(await live.CurrentAsync(cancellation));
        var found = await store.ReadAsync(session => InstrumentTable.FindAsync(session, input.Code), cancellation);
        var result = InstrumentAnswers.Assemble(found, tallies, day);
        await Send.ResultAsync(
            result.Succeeded(out var instrument, out var refusal) ? Answer.Ok(instrument, instrument.Version) : Answer.Refused(refusal)
        );
    }
}
