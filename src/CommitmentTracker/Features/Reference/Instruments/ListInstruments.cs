namespace CommitmentTracker.Features.Reference.Instruments;

/// <summary>The instruments, all of them.</summary>
internal sealed record InstrumentList
{
    /// <summary>The instruments, by code.</summary>
    public required IReadOnlyList<InstrumentResource> Items { get; init; }

    /// <summary>The day that the totals are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

internal sealed record ListInstrumentsInput
{
    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ListInstruments(Store store, LiveState live, ReportingClock clock) : Endpoint<ListInstrumentsInput, InstrumentList>
{
    public override void Configure()
    {
        Get("/instruments");
        Definition.Under(Headings.ReferenceData).OpenToReaders();
    }

    /// <summary>List the instruments, with their totals</summary>
    /// <remarks>All of them, with their figures.</remarks>
    public override async Task HandleAsync(ListInstrumentsInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Query.AsOf?.Value);
        var view = live.Tallies(Grouping.Instrument, day);
        var (state, tallies) = view.At(await live.CurrentAsync(cancellation));
        var rows = await store.ReadAsync(InstrumentTable.AllAsync, cancellation);
        var list = new InstrumentList
        {
            Items = [.. rows.Select(row => InstrumentResource.From(row, tallies.Of(row.Record.Code), day))],
            AsOf = day.Today,
        };
        await Send.ResultAsync(Answer.Live(Answer.Json(list), live.DependencyOn(view, state, tallies)));
    }
}
