namespace CommitmentTracker.Features.Commitments;

internal sealed record ReadCommitmentInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ReadCommitment(LiveState live, ReportingClock clock) : Endpoint<ReadCommitmentInput, CommitmentResource>
{
    public override void Configure()
    {
        Get("/commitments/{code}");
        Definition.Under(Headings.Commitments).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.Gone);
    }

    /// <summary>Read a commitment</summary>
    /// <remarks>The <c>ETag</c> guards the record and everything under it: send it as <c>If-Match</c> with any change.</remarks>
    public override async Task HandleAsync(ReadCommitmentInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Query.AsOf?.Value);
        var state = await live.CurrentAsync(cancellation);
        await Send.ResultAsync(Read(state, input.Code, Caller.From(User), day));
    }

    private static IResult Read(TrackerState state, string code, Caller caller, ReportingDay day)
    {
        return Visibility.Of(state.Find(code)?.Stored, code, caller.KeepsTheTracker).Succeeded(out var stored, out var refusal)
            ? Answer.Live(
                Answer.Json(
                    CommitmentResource.From(
                        stored,
                        state.References.InstrumentTitles[stored.Commitment.Instrument],
                        state.References.Parties,
                        day
                    )
                ),
                DependencyOn(state, code, stored.Version),
                stored.Version
            )
            : Answer.Refused(refusal);
    }

    private static CacheDependency DependencyOn(TrackerState state, string code, long version) =>
        new(state, now => now.Find(code)?.Stored.Version == version);
}
