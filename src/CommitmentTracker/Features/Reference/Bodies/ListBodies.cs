namespace CommitmentTracker.Features.Reference.Bodies;

/// <summary>The ASEAN bodies, all of them.</summary>
internal sealed record BodyList
{
    /// <summary>The bodies, by code.</summary>
    public required IReadOnlyList<BodyResource> Items { get; init; }

    /// <summary>The day that the totals are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

internal sealed record ListBodiesInput
{
    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ListBodies(Store store, LiveState live, ReportingClock clock) : Endpoint<ListBodiesInput, BodyList>
{
    public override void Configure()
    {
        Get("/bodies");
        Definition.Under(Headings.ReferenceData).OpenToReaders();
    }

    /// <summary>List the ASEAN bodies, with their totals</summary>
    /// <remarks>All of them, with their figures; those that a source names and those that were inferred.</remarks>
    public override async Task HandleAsync(ListBodiesInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Query.AsOf?.Value);
        var view = live.Tallies(Grouping.Body, day);
        var (state, tallies) = view.At(await live.CurrentAsync(cancellation));
        var rows = await store.ReadAsync(BodyTable.AllAsync, cancellation);
        var list = new BodyList
        {
            Items = [.. rows.Select(row => BodyResource.From(row, tallies.Of(row.Record.Code), day))],
            AsOf = day.Today,
        };
        await Send.ResultAsync(Answer.Live(Answer.Json(list), live.DependencyOn(view, state, tallies)));
    }
}
