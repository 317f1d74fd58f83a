using System.ComponentModel.DataAnnotations;
using CommitmentTracker.Clock;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.Tracker;
using FastEndpoints;

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
