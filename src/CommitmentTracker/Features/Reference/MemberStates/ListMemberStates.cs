namespace CommitmentTracker.Features.Reference.MemberStates;

/// <summary>The member states of ASEAN, all of them.</summary>
internal sealed record MemberStateList
{
    /// <summary>The member states, by code.</summary>
    public required IReadOnlyList<MemberStateResource> Items { get; init; }

    /// <summary>The day that the totals are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

internal sealed record ListMemberStatesInput
{
    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ListMemberStates(Store store, LiveState live, ReportingClock clock) : Endpoint<ListMemberStatesInput, MemberStateList>
{
    public override void Configure()
    {
        Get("/member-states");
        Definition.Under(Headings.ReferenceData).OpenToReaders();
    }

    /// <summary>List the member states, with their totals</summary>
    /// <remarks>All eleven, with their figures.</remarks>
    public override async Task HandleAsync(ListMemberStatesInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Query.AsOf?.Value);
        var view = live.Tallies(Grouping.MemberState, day);
        var (state, tallies) = view.At(await live.CurrentAsync(cancellation));
        var all = await store.ReadAsync(MemberStateTable.AllAsync, cancellation);
        var list = new MemberStateList
        {
            Items = [.. all.Select(each => MemberStateResource.From(each, tallies.Of(each.Code), day))],
            AsOf = day.Today,
        };
        await Send.ResultAsync(Answer.Live(Answer.Json(list), live.DependencyOn(view, state, tallies)));
    }
}
