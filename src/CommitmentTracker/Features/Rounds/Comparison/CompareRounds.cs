using System.ComponentModel.DataAnnotations;
using CommitmentTracker.Features.Rounds.Reports;

namespace CommitmentTracker.Features.Rounds.Comparison;

internal sealed record CompareRoundsInput
{
    /// <summary>The code of the later round.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    /// <summary>The code of the round to compare with: the one before.</summary>
    /// <example>ADM-2025-ANNUAL</example>
    [Required]
    [QueryParam]
    public Code? With { get; init; }
}

internal sealed class CompareRounds(Store store) : Endpoint<CompareRoundsInput, RoundComparison>
{
    public override void Configure()
    {
        Get("/rounds/{code}/comparison");
        Definition.Under(Headings.Rounds).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.RoundNotClosed);
    }

    /// <summary>Read what moved between two closed rounds</summary>
    /// <remarks>
    /// From the round <c>with</c>, which is before, to the one in the address, which is after; both must be closed. It compares the two frozen
    /// reports and nothing else, so that the answer never changes.
    /// </remarks>
    public override async Task HandleAsync(CompareRoundsInput input, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => CompareAsync(session, input.With!.Value, input.Code), cancellation);
        await Send.ResultAsync(result.Succeeded(out var comparison, out var refusal) ? Answer.Ok(comparison) : Answer.Refused(refusal));
    }

    public static async Task<Result<RoundComparison>> CompareAsync(Session session, string with, string code)
    {
        if (!(await FrozenReport.FindAsync(session, code)).Succeeded(out var after, out var refusal))
        {
            return refusal;
        }

        return (await FrozenReport.FindAsync(session, with)).Succeeded(out var before, out refusal)
            ? RoundComparison.Between(before, after)
            : refusal;
    }
}
