namespace CommitmentTracker.Features.Reference.MemberStates;

internal sealed record ReadMemberStateInput
{
    /// <summary>The member state's ISO 3166-1 alpha-2 code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ReadMemberState(Store store, LiveState live, ReportingClock clock)
    : Endpoint<ReadMemberStateInput, MemberStateResource>
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
        var (_, tallies) = live.Tallies(Grouping.MemberState, day).At(await live.CurrentAsync(cancellation));
        var row = await store.ReadAsync(
            session => session.FirstOrDefaultAsync<MemberStateRow>(Sql, new { code = input.Code }),
            cancellation
        );
        await Send.ResultAsync(
            row is null
                ? Answer.Refused(Refusal.NotFound("member state", input.Code))
                : Answer.Ok(row.ToResource(tallies.Of(input.Code), day))
        );
    }
}
