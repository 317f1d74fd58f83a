namespace CommitmentTracker.Features.Reference.Instruments;

internal sealed record ChangeInstrumentInput
{
    /// <summary>The instrument's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public MergePatch<InstrumentBody> Patch { get; init; } = null!;

    public IfMatch IfMatch { get; init; } = null!;
}

internal sealed class ChangeInstrument(Store store, LiveState live, ReportingClock clock)
    : Endpoint<ChangeInstrumentInput, InstrumentResource>
{
    public override void Configure()
    {
        Patch("/instruments/{code}");
        Definition
            .Under(Headings.ReferenceData)
            .OnlyForKeepers()
            .Refuses(ErrorCode.NotFound, ErrorCode.VersionStale, ErrorCode.VersionRequired);
    }

    /// <summary>Amend an instrument</summary>
    /// <remarks>A JSON Merge Patch: what is left out stays, null takes an optional member away.</remarks>
    public override async Task HandleAsync(ChangeInstrumentInput input, CancellationToken cancellation)
    {
        var day = clock.On(null);
        var (_, tallies) = live.Tallies(Grouping.Instrument, day).At(await live.CurrentAsync(cancellation));
        var result = await store.WriteAsync(
            async session =>
                InstrumentAnswers.Assemble(
                    await InstrumentTable.ChangeAsync(
                        session,
                        input.Code,
                        input.IfMatch.Expected,
                        Caller.From(User).Name,
                        before => Patched(before, input.Patch)
                    ),
                    tallies,
                    day
                ),
            cancellation
        );
        await Send.ResultAsync(
            result.Succeeded(out var changed, out var refusal) ? Answer.Ok(changed, changed.Version) : Answer.Refused(refusal)
        );
    }

    private static Result<Instrument> Patched(Instrument before, MergePatch<InstrumentBody> patch) =>
        patch.ApplyTo(InstrumentBody.From(before), Rules<InstrumentBodyValidator>.Shared).Succeeded(out var body, out var refusal)
            ? body.ToInstrument(before.Code)
            : refusal;
}
