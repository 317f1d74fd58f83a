using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

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

internal sealed class ListMemberStates : IEndpoint
{
    private const string Sql = $"{MemberStateRow.SelectSql} order by m.party_code";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.Get("/member-states", Handle).IsOperation<ListMemberStates>(Tags.ReferenceData).OpenToReaders().Answers<MemberStateList>();

    /// <summary>List the member states, with their totals</summary>
    /// <remarks>All eleven, with their figures.</remarks>
    private static async Task<IResult> Handle(
        [AsParameters] AsOfQuery query,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var day = clock.On(query.AsOf?.Value);
        var items = await store.ReadAsync(
            async session =>
            {
                var tallies = await Tallies.CountAsync(session, Grouping.MemberState, CommitmentSelection.Published, day);
                var rows = await session.QueryAsync<MemberStateRow>(Sql);
                return rows.Select(row => row.ToResource(tallies.Of(row.PartyCode), day)).ToList();
            },
            cancellation
        );
        return Answer.Ok(new MemberStateList { Items = items, AsOf = day.Today });
    }
}
