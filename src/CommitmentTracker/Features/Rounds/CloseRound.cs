using CommitmentTracker.Features.Rounds.Reports;

namespace CommitmentTracker.Features.Rounds;

internal sealed record CloseRoundInput
{
    /// <summary>The round's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public IfMatch IfMatch { get; init; } = null!;
}

internal sealed class CloseRound(Store store, LiveState live, ReportingClock clock) : Endpoint<CloseRoundInput, RoundResource>
{
    public override void Configure()
    {
        Post("/rounds/{code}/close");
        Definition
            .Under(Headings.Rounds)
            .OnlyForKeepers()
            .Refuses(ErrorCode.NotFound, ErrorCode.RoundClosed, ErrorCode.VersionStale, ErrorCode.VersionRequired);
    }

    /// <summary>Close a round, and freeze its report</summary>
    /// <remarks>
    /// Once, and for good: the report is made of what is public at this moment, and its bytes never change afterwards, whatever becomes of
    /// the records that it tells of. A closed round cannot be opened again; open a new round instead.
    /// </remarks>
    public override async Task HandleAsync(CloseRoundInput input, CancellationToken cancellation)
    {
        // Before the write, whose turn is then spent on no more than what has changed since.
        var state = await live.CurrentAsync(cancellation);
        var result = await store.WriteAsync(
            session => CloseAsync(session, state, input.Code, input.IfMatch, Caller.From(User), clock.On(null)),
            cancellation
        );
        await Send.ResultAsync(
            result.Succeeded(out var stored, out var refusal)
                ? Answer.Ok(RoundResource.From(stored), stored.Version)
                : Answer.Refused(refusal)
        );
    }

    private static async Task<Result<StoredRecord<Round>>> CloseAsync(
        WriteSession session,
        TrackerState state,
        string code,
        IfMatch ifMatch,
        Caller caller,
        ReportingDay day
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

        var report = Answer.Json(
            RoundReport.Of(await RoundRecords.LoadAsync(session, state, before.Record, day), before.Record, session.Now)
        );
        await RoundReports.KeepAsync(session, code, report);
        return await RoundTable.ChangeAsync(
            session,
            code,
            ifMatch.Expected,
            caller.Name,
            round => round.Closed(session.Now, RoundReports.DigestOf(report)),
            ChangeType.RoundClosed
        );
    }
}
