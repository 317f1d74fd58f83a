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
        var found = await store.ReadAsync(session => MemberStateTable.FindAsync(session, input.Code), cancellation);
        await Send.ResultAsync(
            found is null
                ? Answer.Refused(Refusal.NotFound("member state", input.Code))
                : Answer.Ok(MemberStateResource.From(found, tallies.Of(input.Code), day))
        );
    }
}
