namespace CommitmentTracker.Features.Commitments;

internal sealed record ListAssignmentsInput
{
    public DueFilters Filters { get; init; } = new();

    public PageQuery Page { get; init; } = new();
}

/// <summary>A page of assignments.</summary>
internal sealed record AssignmentPage
{
    /// <summary>The assignments of this page, the soonest due first.</summary>
    public required IReadOnlyList<AssignmentItem> Items { get; init; }

    /// <summary>Where the page stands.</summary>
    public required Page Page { get; init; }

    /// <summary>The day that states and freshness are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

internal sealed class ListAssignments(LiveState live, ReportingClock clock) : Endpoint<ListAssignmentsInput, AssignmentPage>
{
    private static readonly Order<TrackedAssignment> SoonestFirst = new(
        new OrderKey<TrackedAssignment>(each => each.Of.DueOrder),
        new OrderKey<TrackedAssignment>(each => each.Of.Code),
        new OrderKey<TrackedAssignment>(each => each.Assignment.Party)
    );

    public override void Configure()
    {
        Get("/assignments");
        Definition.Under(Headings.Assignments).OpenToReaders().Refuses(ErrorCode.InvalidCursor);
    }

    /// <summary>List who owes what</summary>
    /// <remarks>
    /// One row a party and commitment, the soonest due first, what has no due date last. What a party owes: <c>memberState=VN</c>; what of
    /// it is late: <c>state=overdue</c>; what is due in the next 30 days: <c>within=30d</c>; what has gone stale: <c>freshness=stale</c>.
    /// </remarks>
    public override async Task HandleAsync(ListAssignmentsInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ListAssignmentsInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Filters.AsOf?.Value);
        var selection = input.Filters.SelectionFor(Caller.From(User), day);
        var digest = Cursor.DigestOf(HttpContext.Request.Query);
        var view = ViewOf(live, selection, day, digest);
        var pages = new ListPages<TrackedAssignment>(
            live,
            view,
            digest,
            day,
            (each, at) => each.Json.For(at, day, () => Answer.Json(AssignmentItem.From(each, at.References, day)))
        );
        return pages.Answer(await live.CurrentAsync(cancellation), input.Page, HttpContext.Request);
    }

    /// <summary>The assignments of the selection, the soonest due first.</summary>
    public static SortedView<TrackedAssignment> ViewOf(LiveState live, CommitmentSelection selection, ReportingDay day, string digest) =>
        live.Views.Get(
            ViewKey.Of("assignments", selection, day, digest),
            key => new SortedView<TrackedAssignment>(key, new Selected(selection, day).Assignments, SoonestFirst)
        );
}

/// <summary>One party's share in one commitment, laid flat with what it needs of its commitment.</summary>
internal sealed record AssignmentItem
{
    /// <summary>The commitment's code.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <summary>The commitment's title.</summary>
    /// <example>Apply the ASEAN anti-scam guide against telecom fraud</example>
    public required string Title { get; init; }

    /// <summary>How far the record binds.</summary>
    /// <example>commitment</example>
    public required CommitmentKind Kind { get; init; }

    /// <summary>Whether it is the region's, one state's or between two.</summary>
    /// <example>regional</example>
    public required Scope Scope { get; init; }

    /// <summary>The code of the instrument that the commitment stands in.</summary>
    /// <example>HANOI-2026</example>
    public required string Instrument { get; init; }

    /// <summary>The code of its theme.</summary>
    /// <example>online_scams</example>
    public required string Theme { get; init; }

    /// <summary>Who sees it.</summary>
    /// <example>published</example>
    public required Publication Publication { get; init; }

    /// <summary>The party's code: ISO 3166-1 alpha-2 for a member state, the code of an ASEAN body otherwise.</summary>
    /// <example>VN</example>
    public required string Party { get; init; }

    /// <summary>The party's name.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }

    /// <summary>Member state or body.</summary>
    /// <example>member_state</example>
    public required PartyKind PartyKind { get; init; }

    /// <summary>Whether the party leads or supports.</summary>
    /// <example>lead</example>
    public required AssignmentRole Role { get; init; }

    /// <summary>Whether a source names the party for this, or it was inferred.</summary>
    /// <example>stated</example>
    public required OwnershipBasis Basis { get; init; }

    /// <summary>As the party's latest verified progress update says; <c>not_reported</c> without one, <c>superseded</c> under a superseded commitment.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>How much is done, 0 to 100, where the party says so.</summary>
    /// <example>40</example>
    public required int? Percent { get; init; }

    /// <summary>The outlook, where the party says so.</summary>
    /// <example>on_track</example>
    public required Health? Health { get; init; }

    /// <summary>Why the party is at risk or off track.</summary>
    public required string? HealthReason { get; init; }

    /// <summary>The due date of the commitment; for a coarser precision the last day of its period. Null where there is none.</summary>
    /// <example>2030-12-31</example>
    public required DateOnly? DueOn { get; init; }

    /// <summary>How exactly the due date is known; null where there is none.</summary>
    /// <example>year</example>
    public required DatePrecision? Precision { get; init; }

    /// <summary>The commitment's deadline held against this party's own status.</summary>
    /// <example>upcoming</example>
    public required DeadlineState DeadlineState { get; init; }

    /// <summary>Days from the day of <c>asOf</c> to the due date, negative once it has passed; null where there is none.</summary>
    /// <example>1501</example>
    public required int? DaysLeft { get; init; }

    /// <summary>The as-of date of the latest verified progress update; null without one.</summary>
    /// <example>2026-10-01</example>
    public required DateOnly? LastReportedOn { get; init; }

    /// <summary>The as-of date of the update that completed it; null unless it is completed.</summary>
    public required DateOnly? CompletedOn { get; init; }

    /// <summary>How old the latest verified progress update is.</summary>
    /// <example>current</example>
    public required Freshness Freshness { get; init; }

    public static AssignmentItem From(TrackedAssignment each, References references, ReportingDay day)
    {
        var (commitment, assignment, party) = (each.Of.Commitment, each.Assignment, references.Parties[each.Assignment.Party]);
        var stands = StandingView.Of(assignment, commitment, day);
        return new AssignmentItem
        {
            Code = commitment.Code,
            Title = commitment.Title,
            Kind = commitment.Kind,
            Scope = commitment.Scope,
            Instrument = commitment.Instrument,
            Theme = commitment.Theme,
            Publication = commitment.Publication,
            Party = party.Code,
            Name = party.Name,
            PartyKind = party.Kind,
            Role = assignment.Role,
            Basis = assignment.Basis,
            Status = stands.Status,
            Percent = assignment.Report?.Percent,
            Health = assignment.Report?.Health,
            HealthReason = assignment.Report?.HealthReason,
            DueOn = commitment.Deadline.DueOn,
            Precision = commitment.Deadline.Precision,
            DeadlineState = stands.DeadlineState,
            DaysLeft = DeadlineRule.DaysLeft(commitment.Deadline.DueOn, day),
            LastReportedOn = assignment.Report?.AsOf,
            CompletedOn = stands.CompletedOn,
            Freshness = stands.Freshness,
        };
    }
}
