using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace CommitmentTracker.Features.Summaries;

internal sealed record ReadSummaryInput
{
    public CommitmentFilters Filters { get; init; } = new();

    /// <summary>What the figures are told apart by. By member state and body assignments are counted, by instrument and theme commitments.</summary>
    /// <example>memberState</example>
    [Required]
    [QueryParam]
    public OneOf<Grouping>? GroupBy { get; init; }
}

internal sealed class ReadSummary(LiveState live, ReportingClock clock) : Endpoint<ReadSummaryInput, Summary>
{
    public override void Configure()
    {
        Get("/summary");
        Definition.Under(Headings.Summaries).OpenToReaders();
    }

    /// <summary>Read the figures by member state, body, instrument or theme</summary>
    /// <remarks>
    /// Only published records of kind <c>commitment</c> are counted, whoever asks. By instrument and theme it counts commitments, each for
    /// the instrument that it stands in and for those that it is also under; by member state and body it counts assignments. The filters
    /// are those of the list of commitments, and each count is what the list holds for the same selection with <c>kind=commitment</c>. By
    /// member state and body, <c>status</c>, <c>health</c>, <c>deadlineState</c>, <c>freshness</c>, <c>role</c>, <c>party</c> and
    /// <c>memberState</c> are asked of the assignment itself, the other filters of its commitment.
    /// </remarks>
    public override async Task HandleAsync(ReadSummaryInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ReadSummaryInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Filters.AsOf?.Value);
        var grouping = input.GroupBy!.Value;
        var selection = input.Filters.SelectionFor(Caller.From(User)) with { IncludesUnpublished = false };
        var key = ViewKey.Of("summary", selection, day, Cursor.DigestOf(HttpContext.Request.Query));
        var view = live.Tallies(key, selection, day, grouping);
        var (state, tallies) = view.At(await live.CurrentAsync(cancellation));
        var groups = state.References.Groups[grouping].Select(group => SummaryGroup.From(group.Key, group.Name, tallies.Of(group.Key)));
        return Answer.Live(Answer.Json(new Summary { Groups = [.. groups], AsOf = day.Today }), live.DependencyOn(view, state, tallies));
    }
}

/// <summary>Figures by member state, body, instrument or theme.</summary>
internal sealed record Summary
{
    /// <summary>Every member state, body, instrument or theme there is, in order of key, also where nothing is counted for it.</summary>
    public required IReadOnlyList<SummaryGroup> Groups { get; init; }

    /// <summary>The day that states and freshness are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

/// <summary>The figures of one member state, body, instrument or theme.</summary>
internal sealed record SummaryGroup : Figures
{
    [SetsRequiredMembers]
    private SummaryGroup(string key, string name, Figures figures)
        : base(figures) => (Key, Name) = (key, name);

    /// <summary>The code of the member state, body, instrument or theme.</summary>
    /// <example>VN</example>
    public required string Key { get; init; }

    /// <summary>Its name; an instrument's title.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }

    public static SummaryGroup From(string key, string name, Tally tally) => new(key, name, Figures.From(tally));
}
