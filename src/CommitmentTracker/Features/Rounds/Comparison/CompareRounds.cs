using System.ComponentModel.DataAnnotations;
using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Features.Rounds.Reports;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Rounds.Comparison;

internal sealed record CompareRoundsQuery
{
    /// <summary>The code of the round to compare with: the one before.</summary>
    /// <example>ADM-2025-ANNUAL</example>
    [Required]
    [FromQuery(Name = "with")]
    public Code? With { get; init; }
}

internal sealed class CompareRounds : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/rounds/{code}/comparison", Handle)
            .IsOperation<CompareRounds>(Tags.Rounds)
            .OpenToReaders()
            .Answers<RoundComparison>()
            .Refuses(ErrorCode.NotFound, ErrorCode.RoundNotClosed);

    /// <summary>Read what moved between two closed rounds</summary>
    /// <remarks>
    /// From the round <c>with</c>, which is before, to the one in the address, which is after; both must be closed. It compares the two frozen
    /// reports and nothing else, so that the answer never changes.
    /// </remarks>
    /// <param name="code">The code of the later round.</param>
    private static async Task<IResult> Handle(
        string code,
        [AsParameters] CompareRoundsQuery query,
        Store store,
        CancellationToken cancellation
    )
    {
        var result = await store.ReadAsync(session => CompareAsync(session, query.With!.Value, code), cancellation);
        return result.Succeeded(out var comparison, out var refusal) ? Answer.Ok(comparison) : Answer.Refused(refusal);
    }

    private static async Task<Result<RoundComparison>> CompareAsync(Session session, string with, string code)
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
