namespace CommitmentTracker.Features.Reference.Bodies;

internal sealed record ChangeBodyInput
{
    /// <summary>The body's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public MergePatch<AseanBody> Patch { get; init; } = null!;

    public IfMatch IfMatch { get; init; } = null!;
}

internal sealed class ChangeBody(Store store, LiveState live, ReportingClock clock) : Endpoint<ChangeBodyInput, BodyResource>
{
    public override void Configure()
    {
        Patch("/bodies/{code}");
        Definition
            .Under(Headings.ReferenceData)
            .OnlyForKeepers()
            .Refuses(ErrorCode.NotFound, ErrorCode.VersionStale, ErrorCode.VersionRequired);
    }

    /// <summary>Amend an ASEAN body</summary>
    /// <remarks>A JSON Merge Patch: what is left out stays, null takes an optional member away.</remarks>
    public override async Task HandleAsync(ChangeBodyInput input, CancellationToken cancellation)
    {
        var day = clock.On(null);
        var (_, tallies) = live.Tallies(Grouping.Body, day).At(await live.CurrentAsync(cancellation));
        var result = await store.WriteAsync(
            async session =>
                BodyAnswers.Assemble(
                    await BodyTable.ChangeAsync(
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

    private static Result<Body> Patched(Body before, MergePatch<AseanBody> patch) =>
        patch.ApplyTo(AseanBody.From(before), Rules<AseanBodyValidator>.Shared).Succeeded(out var body, out var refusal)
            ? body.ToBody(before.Code)
            : refusal;
}
