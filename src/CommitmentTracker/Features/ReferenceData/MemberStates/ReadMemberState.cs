using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.ReferenceData.MemberStates;

internal sealed class ReadMemberState : IEndpoint
{
    private const string Sql = $"{MemberStateRow.SelectSql} where m.party_code = @code";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/member-states/{code}", Handle)
            .IsOperation<ReadMemberState>(Tags.ReferenceData)
            .OpenToReaders()
            .Answers<MemberStateResource>()
            .Refuses(ErrorCode.NotFound);

    /// <summary>Read a member state, with its totals</summary>
    /// <remarks>With its figures, as the summary by member state has them.</remarks>
    /// <param name="code">The member state's ISO 3166-1 alpha-2 code.</param>
    private static async Task<IResult> Handle(
        string code,
        [AsParameters] AsOfQuery query,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var day = clock.On(query.AsOf?.Value);
        var result = await store.ReadAsync(session => FindAsync(session, code, day), cancellation);
        return result.Succeeded(out var memberState, out var refusal) ? Answer.Ok(memberState) : Answer.Refused(refusal);
    }

    private static async Task<Result<MemberStateResource>> FindAsync(Session session, string code, ReportingDay day)
    {
        if (await session.FirstOrDefaultAsync<MemberStateRow>(Sql, new { code }) is not { } row)
        {
            return Refusal.NotFound("member state", code);
        }

        var selection = CommitmentSelection.Published with { MemberStates = [code] };
        var tallies = await Tallies.CountAsync(session, Grouping.MemberState, selection, day);
        return row.ToResource(tallies.Of(code), day);
    }
}
