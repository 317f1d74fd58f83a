namespace CommitmentTracker.Features.Calendar;

internal sealed record ReadCalendarFeedInput
{
    /// <summary>The feed's id.</summary>
    [RouteParam]
    public Guid Id { get; init; }
}

internal sealed class ReadCalendarFeed(Store store) : Endpoint<ReadCalendarFeedInput, CalendarFeedResource>
{
    public override void Configure()
    {
        Get("/calendar-feeds/{id:guid}");
        Definition.Under(Headings.Deadlines).OnlyFor(Role.Admin, Role.Secretariat, Role.FocalPoint).Refuses(ErrorCode.NotFound);
    }

    /// <summary>Read a private feed's record</summary>
    /// <remarks>Whose it is, and whether it was revoked.</remarks>
    public override async Task HandleAsync(ReadCalendarFeedInput input, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => VisibleFeed.LoadAsync(session, input.Id, Caller.From(User)), cancellation);
        await Send.ResultAsync(
            result.Succeeded(out var feed, out var refusal) ? Answer.Ok(CalendarFeedResource.From(feed)) : Answer.Refused(refusal)
        );
    }
}
