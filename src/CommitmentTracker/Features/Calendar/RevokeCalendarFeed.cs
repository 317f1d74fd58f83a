namespace CommitmentTracker.Features.Calendar;

internal sealed record RevokeCalendarFeedInput
{
    /// <summary>The feed's id.</summary>
    [RouteParam]
    public Guid Id { get; init; }
}

internal sealed class RevokeCalendarFeed(Store store) : Endpoint<RevokeCalendarFeedInput, CalendarFeedResource>
{
    public override void Configure()
    {
        Post("/calendar-feeds/{id:guid}/revoke");
        Definition.Under(Headings.Deadlines).OnlyFor(Role.Admin, Role.Secretariat, Role.FocalPoint).Refuses(ErrorCode.NotFound);
    }

    /// <summary>Revoke a private feed</summary>
    /// <remarks>Its address opens nothing from the next call on; its record is kept.</remarks>
    public override async Task HandleAsync(RevokeCalendarFeedInput input, CancellationToken cancellation)
    {
        var caller = Caller.From(User);
        var result = await store.WriteAsync<CalendarFeed>(
            async session =>
                (await VisibleFeed.LoadAsync(session, input.Id, caller)).Succeeded(out _, out var refused)
                    ? (await CalendarFeedTable.RevokeAsync(session, input.Id, caller.Name))!
                    : refused,
            cancellation
        );
        await Send.ResultAsync(
            result.Succeeded(out var feed, out var refusal) ? Answer.Ok(CalendarFeedResource.From(feed)) : Answer.Refused(refusal)
        );
    }
}
