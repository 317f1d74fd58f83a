using CommitmentTracker.Features.Rounds.Reports;

namespace CommitmentTracker.Features.Rounds;

/// <summary>Who has reported in a round, and who has not.</summary>
internal sealed record Reporting
{
    /// <summary>The round's code.</summary>
    /// <example>ADM-2026-ANNUAL</example>
    public required string Round { get; init; }

    /// <summary>While it is <c>open</c> the answer moves with what is verified; once it is <c>closed</c> it is that of the report.</summary>
    /// <example>open</example>
    public required RoundState State { get; init; }

    /// <summary>The days that it asks about.</summary>
    public required RoundPeriod Period { get; init; }

    /// <summary>Every party that has an assignment in the round, by code.</summary>
    public required IReadOnlyList<PartyReporting> Items { get; init; }
}

internal sealed record ReadReportingInput
{
    /// <summary>The round's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";
}

internal sealed class ReadReporting(Store store, LiveState live, ReportingClock clock) : Endpoint<ReadReportingInput, Reporting>
{
    public override void Configure()
    {
        Get("/rounds/{code}/reporting");
        Definition.Under(Headings.Rounds).OpenToReaders().Refuses(ErrorCode.NotFound);
    }

    /// <summary>Read who has reported and who has not</summary>
    /// <remarks>
    /// One row a party with an assignment on a published commitment of kind <c>commitment</c> that stands in one of the round's instruments,
    /// or also under it. It has reported on a commitment when a verified progress update of its own is as of a day of the period, its first
    /// and last day included. What is submitted and not verified yet does not count.
    /// </remarks>
    public override async Task HandleAsync(ReadReportingInput input, CancellationToken cancellation)
    {
        var state = await live.CurrentAsync(cancellation);
        var result = await store.ReadAsync(session => ReadAsync(session, state, input.Code, clock.On(null)), cancellation);
        await Send.ResultAsync(result.Succeeded(out var reporting, out var refusal) ? Answer.Ok(reporting) : Answer.Refused(refusal));
    }

    private static async Task<Result<Reporting>> ReadAsync(Session session, TrackerState state, string code, ReportingDay day)
    {
        if (!(await RoundTable.FindAsync(session, code)).Succeeded(out var stored, out var refusal))
        {
            return refusal;
        }

        var round = stored.Record;
        return new Reporting
        {
            Round = round.Code,
            State = round.State,
            Period = RoundPeriod.Of(round),
            Items = await ItemsAsync(session, state, round, day),
        };
    }

    /// <summary>A row a party, for the page too.</summary>
    public static async Task<IReadOnlyList<PartyReporting>> ItemsAsync(Session session, TrackerState state, Round round, ReportingDay day)
    {
        // Of a closed round the report is asked: what was verified since then does not count any more.
        var frozen = await FrozenReport.FindAsync(session, round.Code);
        return frozen.Succeeded(out var report, out _)
            ? report.Reporting
            : PartyReporting.Of(await RoundRecords.LoadAsync(session, state, round, day));
    }
}
