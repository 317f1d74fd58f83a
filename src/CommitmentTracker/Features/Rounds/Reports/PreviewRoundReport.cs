namespace CommitmentTracker.Features.Rounds.Reports;

internal sealed record PreviewRoundReportInput
{
    /// <summary>The round's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public AsOfQuery Query { get; init; } = new();
}

internal sealed class PreviewRoundReport(Store store, LiveState live, ReportingClock clock) : Endpoint<PreviewRoundReportInput, RoundReport>
{
    public override void Configure()
    {
        Get("/rounds/{code}/preview");
        Definition.Under(Headings.Rounds).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.RoundClosed);
    }

    /// <summary>Preview the report of an open round</summary>
    /// <remarks>What closing would freeze at this moment. It has an address of its own, so that nobody takes a preview for the report.</remarks>
    public override async Task HandleAsync(PreviewRoundReportInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Query.AsOf?.Value);
        var state = await live.CurrentAsync(cancellation);
        var result = await store.ReadAsync(session => MakeAsync(session, state, input.Code, day), cancellation);
        await Send.ResultAsync(result.Succeeded(out var report, out var refusal) ? Answer.Ok(report) : Answer.Refused(refusal));
    }

    private static async Task<Result<RoundReport>> MakeAsync(Session session, TrackerState state, string code, ReportingDay day)
    {
        if (!(await RoundTable.FindAsync(session, code)).Succeeded(out var stored, out var refusal))
        {
            return refusal;
        }

        return stored.Record.RefusalWhenClosed is { } closed
            ? closed with
            {
                Detail = $"Round {stored.Record.Code} is closed: read its report.",
            }
            : RoundReport.Of(await RoundRecords.LoadAsync(session, state, stored.Record, day), stored.Record, closedAt: null);
    }
}
