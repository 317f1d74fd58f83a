namespace CommitmentTracker.Features.Rounds.Reports;

internal sealed record ReadRoundReportInput
{
    /// <summary>The round's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";
}

internal sealed class ReadRoundReport(Store store) : Endpoint<ReadRoundReportInput, RoundReport>
{
    public override void Configure()
    {
        Get("/rounds/{code}/report");
        Definition.Under(Headings.Rounds).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.RoundNotClosed);
    }

    /// <summary>Read the report of a closed round</summary>
    /// <remarks>
    /// The very bytes that closing froze, with the SHA-256 that the round tells. They never change, also when a commitment in them is
    /// withdrawn or archived later: the report is a published document. Of an open round there is none: see its preview.
    /// </remarks>
    public override async Task HandleAsync(ReadRoundReportInput input, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => RoundReports.FindAsync(session, input.Code), cancellation);
        await Send.ResultAsync(result.Succeeded(out var report, out var refusal) ? Answer.JsonBytes(report) : Answer.Refused(refusal));
    }
}

/// <summary>Reads a frozen report back, for what is rendered from it.</summary>
internal static class FrozenReport
{
    public static async Task<Result<RoundReport>> FindAsync(Session session, string code) =>
        (await RoundReports.FindAsync(session, code)).Succeeded(out var bytes, out var refusal) ? Parse(bytes) : refusal;

    public static RoundReport Parse(byte[] bytes) => JsonSerializer.Deserialize<RoundReport>(bytes, JsonSetup.Contract)!;
}
