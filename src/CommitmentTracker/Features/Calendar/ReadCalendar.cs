using CommitmentTracker.Database;
using CommitmentTracker.Database.Calendar;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.Features.Calendar;

internal sealed record ReadCalendarQuery
{
    /// <summary>Only what these member states owe, by ISO 3166-1 alpha-2 code. Together with <c>body</c> it means either.</summary>
    /// <example>VN</example>
    [FromQuery(Name = "memberState")]
    public CodeList? MemberState { get; init; }

    /// <summary>Only what these ASEAN bodies owe. Together with <c>memberState</c> it means either.</summary>
    /// <example>WG-AI</example>
    [FromQuery(Name = "body")]
    public CodeList? Body { get; init; }

    /// <summary>Only of commitments that stand in one of these instruments, or also under it.</summary>
    /// <example>HANOI-2026</example>
    [FromQuery(Name = "instrument")]
    public CodeList? Instrument { get; init; }

    /// <summary>Only of commitments of one of these themes.</summary>
    /// <example>online_scams</example>
    [FromQuery(Name = "theme")]
    public CodeList? Theme { get; init; }

    /// <summary>The token of a private feed: opens the calendar of its party alone, and needs no key. Not beside <c>memberState</c> or <c>body</c>.</summary>
    [FromQuery(Name = "feed")]
    public FeedToken? Feed { get; init; }

    public List<string> Parties => [.. (MemberState?.Values ?? []).Union(Body?.Values ?? [])];
}

internal sealed class ReadCalendar : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/calendar.ics", Handle)
            .IsOperation<ReadCalendar>(Tags.Deadlines)
            .Produces<string>(StatusCodes.Status200OK, "text/calendar")
            .Refuses(ErrorCode.NotFound);

    /// <summary>Subscribe to what has a due date</summary>
    /// <remarks>
    /// An iCalendar feed (RFC 5545) of the published commitments and their milestones: a day-long event on the due day, for a coarser
    /// deadline on the last day of its period, and its title says so. What was withdrawn or archived, or is not due any more, stays as a
    /// cancelled event. Calendar clients send no key: where reading is not public, create a private feed.
    /// </remarks>
    private static async Task<IResult> Handle(
        [AsParameters] ReadCalendarQuery query,
        HttpContext http,
        Store store,
        IOptions<AccessOptions> access,
        CancellationToken cancellation
    )
    {
        // Not by the policy of all reads, which would ask the holder of a feed for a key too.
        if (query.Feed is null && !access.Value.PublicRead && http.User.Identity is not { IsAuthenticated: true })
        {
            return Results.Challenge();
        }

        if (query.Feed is not null && query.Parties.Count > 0)
        {
            return Answer.Refused(FeedOpening.TakesNoParty);
        }

        var result = await store.ReadAsync(session => WriteAsync(session, query), cancellation);
        return result.Succeeded(out var calendar, out var refusal)
            ? new BytesAnswer(calendar, CalendarText.MediaType) { IsPrivate = query.Feed is not null }
            : Answer.Refused(refusal);
    }

    private static async Task<Result<byte[]>> WriteAsync(Session session, ReadCalendarQuery query)
    {
        var opened = await FeedOpening.PartiesAsync(session, query.Feed?.Value, query.Parties);
        if (!opened.Succeeded(out var parties, out var refusal))
        {
            return refusal;
        }

        var selection = CommitmentSelection.Published with
        {
            Parties = parties,
            Instruments = query.Instrument?.Values ?? [],
            Themes = query.Theme?.Values ?? [],
        };
        var names = await Database.Parties.LoadAsync(session);
        var whose = parties.Select(code => names.TryGetValue(code, out var party) ? party.Name : code);
        var name = parties.Count == 0 ? "ASEAN commitments" : $"ASEAN commitments: {string.Join(", ", whose)}";
        return CalendarText.Of(name, await CalendarEntries.ListAsync(session, selection));
    }
}
