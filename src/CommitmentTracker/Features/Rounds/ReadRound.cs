namespace CommitmentTracker.Features.Rounds;

internal sealed record ReadRoundInput
{
    /// <summary>The round's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";
}

internal sealed class ReadRound(Store store) : Endpoint<ReadRoundInput, RoundResource>
{
    public override void Configure()
    {
        Get("/rounds/{code}");
        Definition.Under(Headings.Rounds).OpenToReaders().Refuses(ErrorCode.NotFound);
    }

    /// <summary>Read a reporting round</summary>
    /// <remarks>The <c>ETag</c> guards the record: send it as <c>If-Match</c> with a change, and to close it.</remarks>
    public override async Task HandleAsync(ReadRoundInput input, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => RoundTable.FindAsync(session, input.Code), cancellation);
        await Send.ResultAsync(
            result.Succeeded(out var stored, out var refusal)
                ? Answer.Ok(RoundResource.From(stored), stored.Version)
                : Answer.Refused(refusal)
        );
    }
}
