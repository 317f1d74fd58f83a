using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using FastEndpoints;

namespace CommitmentTracker.Features.ReferenceData.Instruments;

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

internal sealed class ListInstruments(Store store, ReportingClock clock) : Endpoint<ListInstrumentsInput, InstrumentList>
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
        var items = await store.ReadAsync(
            async session =>
            {
                var tallies = await Tallies.CountAsync(session, Grouping.Instrument, CommitmentSelection.Published, day);
                var all = await InstrumentTable.AllAsync(session);
                return all.Select(stored => InstrumentResource.From(stored, tallies.Of(stored.Record.Code), day)).ToList();
            },
            cancellation
        );
        await Send.ResultAsync(Answer.Ok(new InstrumentList { Items = items, AsOf = day.Today }));
    }
}
