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

internal sealed record ReadMemberStateInput
{
    /// <summary>The member state's ISO 3166-1 alpha-2 code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ReadMemberState(Store store, ReportingClock clock) : Endpoint<ReadMemberStateInput, MemberStateResource>
{
    private const string Sql = $"{MemberStateRow.SelectSql} where m.party_code = @code";

    public override void Configure()
    {
        Get("/member-states/{code}");
        Definition.Under(Headings.ReferenceData).OpenToReaders().Refuses(ErrorCode.NotFound);
    }

    /// <summary>Read a member state, with its totals</summary>
    /// <remarks>With its figures, as the summary by member state has them.</remarks>
    public override async Task HandleAsync(ReadMemberStateInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Query.AsOf?.Value);
        var result = await store.ReadAsync(session => FindAsync(session, input.Code, day), cancellation);
        await Send.ResultAsync(result.Succeeded(out var memberState, out var refusal) ? Answer.Ok(memberState) : Answer.Refused(refusal));
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
