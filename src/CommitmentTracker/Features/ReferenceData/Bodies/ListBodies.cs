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

namespace CommitmentTracker.Features.ReferenceData.Bodies;

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

internal sealed class ListBodies(Store store, ReportingClock clock) : Endpoint<ListBodiesInput, BodyList>
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
        var items = await store.ReadAsync(
            async session =>
            {
                var tallies = await Tallies.CountAsync(session, Grouping.Body, CommitmentSelection.Published, day);
                var all = await BodyTable.AllAsync(session);
                return all.Select(stored => BodyResource.From(stored, tallies.Of(stored.Record.Code), day)).ToList();
            },
            cancellation
        );
        await Send.ResultAsync(Answer.Ok(new BodyList { Items = items, AsOf = day.Today }));
    }
}
