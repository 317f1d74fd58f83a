namespace CommitmentTracker.Features.Calendar;

/// <summary>The private feeds that the caller may revoke, the oldest first.</summary>
internal sealed record CalendarFeedList
{
    /// <summary>The feeds, those that were revoked among them.</summary>
    public required IReadOnlyList<CalendarFeedResource> Items { get; init; }
}

internal sealed class ListCalendarFeeds(Store store) : EndpointWithoutRequest<CalendarFeedList>
{
    public override void Configure()
    {
        Get("/calendar-feeds");
        Definition.Under(Headings.Deadlines).OnlyFor(Role.Admin, Role.Secretariat, Role.FocalPoint);
    }

    /// <summary>List the private feeds</summary>
    /// <remarks>A focal point sees those of its party. Never the addresses: their tokens are not stored.</remarks>
    public override async Task HandleAsync(CancellationToken cancellation)
    {
        var feeds = await store.ReadAsync(session => CalendarFeedTable.ListAsync(session, Caller.From(User).ReportsFor), cancellation);
        await Send.ResultAsync(Answer.Ok(new CalendarFeedList { Items = [.. feeds.Select(CalendarFeedResource.From)] }));
    }
}
