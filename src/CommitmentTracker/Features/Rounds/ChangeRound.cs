namespace CommitmentTracker.Features.Rounds;

internal sealed record ChangeRoundInput
{
    /// <summary>The round's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public MergePatch<RoundBody> Patch { get; init; } = null!;

    public IfMatch IfMatch { get; init; } = null!;
}

internal sealed class ChangeRound(Store store) : Endpoint<ChangeRoundInput, RoundResource>
{
    public override void Configure()
    {
        Patch("/rounds/{code}");
        Definition
            .Under(Headings.Rounds)
            .OnlyForKeepers()
            .Refuses(
                ErrorCode.NotFound,
                ErrorCode.RoundClosed,
                ErrorCode.VersionStale,
                ErrorCode.VersionRequired,
                ErrorCode.UnknownReference
            );
    }

    /// <summary>Amend an open round</summary>
    /// <remarks>A JSON Merge Patch: what is left out stays. A closed round never changes: open a new one instead.</remarks>
    public override async Task HandleAsync(ChangeRoundInput input, CancellationToken cancellation)
    {
        var result = await store.WriteAsync(
            session => ChangeAsync(session, input.Code, input.Patch, input.IfMatch, Caller.From(User)),
            cancellation
        );
        await Send.ResultAsync(
            result.Succeeded(out var stored, out var refusal)
                ? Answer.Ok(RoundResource.From(stored), stored.Version)
                : Answer.Refused(refusal)
        );
    }

    private static async Task<Result<StoredRecord<Round>>> ChangeAsync(
        WriteSession session,
        string code,
        MergePatch<RoundBody> patch,
        IfMatch ifMatch,
        Caller caller
    )
    {
        if (!(await RoundTable.FindAsync(session, code)).Succeeded(out var before, out var refusal))
        {
            return refusal;
        }

        if ((before.Record.RefusalWhenClosed ?? ifMatch.Expected.RefusalAt(before.Version)) is { } refused)
        {
            return refused;
        }

        if (!patch.ApplyTo(RoundBody.From(before.Record), Rules<RoundBodyValidator>.Shared).Succeeded(out var body, out refusal))
        {
            return refusal;
        }

        var after = body.ToRound(code);
        return await RoundTable.MissingAsync(session, after) is { } missing
            ? missing
            : await RoundTable.ChangeAsync(session, code, ifMatch.Expected, caller.Name, _ => after);
    }
}
