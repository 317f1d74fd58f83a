using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using FastEndpoints;

namespace CommitmentTracker.Features.ReferenceData.MemberStates;

/// <summary>The member states of ASEAN, all of them.</summary>
internal sealed record MemberStateList
{
    /// <summary>The member states, by code.</summary>
    public required IReadOnlyList<MemberStateResource> Items { get; init; }

    /// <summary>The day that the totals are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

internal sealed record ListMemberStatesInput
{
    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ListMemberStates(Store store, ReportingClock clock) : Endpoint<ListMemberStatesInput, MemberStateList>
{
    private const string Sql = $"{MemberStateRow.SelectSql} order by m.party_code";

    public override void Configure()
    {
        Get("/member-states");
        Definition.Under(Headings.ReferenceData).OpenToReaders();
    }

    /// <summary>List the member states, with their totals</summary>
    /// <remarks>All eleven, with their figures.</remarks>
    public override async Task HandleAsync(ListMemberStatesInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Query.AsOf?.Value);
        var items = await store.ReadAsync(
            async session =>
            {
                var tallies = await Tallies.CountAsync(session, Grouping.MemberState, CommitmentSelection.Published, day);
                var rows = await session.QueryAsync<MemberStateRow>(Sql);
                return rows.Select(row => row.ToResource(tallies.Of(row.PartyCode), day)).ToList();
            },
            cancellation
        );
        await Send.ResultAsync(Answer.Ok(new MemberStateList { Items = items, AsOf = day.Today }));
    }
}
