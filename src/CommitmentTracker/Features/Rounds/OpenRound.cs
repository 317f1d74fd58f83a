using CommitmentTracker.Database;
using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Idempotency;
using CommitmentTracker.Http.Requests;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Rounds;

/// <summary>A round that is to be opened.</summary>
internal sealed record OpenRoundRequest : RoundBody
{
    /// <summary>The code, for good: capital letters, digits, dots and hyphens, 2 to 32 characters.</summary>
    /// <example>ADM-2026-ANNUAL</example>
    public required string Code { get; init; }
}

internal sealed class OpenRoundValidator : RoundBodyValidator<OpenRoundRequest>
{
    public OpenRoundValidator() => RuleFor(request => request.Code).Code(Round.CodePattern);
}

internal sealed class OpenRound : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/rounds", Handle)
            .IsOperation<OpenRound>(Tags.Rounds)
            .OnlyForKeepers()
            .Answers<RoundResource>(StatusCodes.Status201Created)
            .Refuses(ErrorCode.CodeInUse, ErrorCode.UnknownReference);

    /// <summary>Open a reporting round</summary>
    /// <remarks>It is public at once, and stays open until it is closed. Rounds may overlap.</remarks>
    private static Task<IResult> Handle(
        [FromBody] OpenRoundRequest request,
        IdempotencyKey key,
        Caller caller,
        Creations creations,
        CancellationToken cancellation
    ) => creations.AnswerAsync(key, request, session => OpenAsync(session, request.ToRound(request.Code), caller), cancellation);

    private static async Task<Result<Created<RoundResource>>> OpenAsync(WriteSession session, Round round, Caller caller)
    {
        if (await RoundTable.MissingAsync(session, round) is { } missing)
        {
            return missing;
        }

        var opened = await RoundTable.CreateAsync(session, round, caller.Name);
        return opened.Succeeded(out var stored, out var refusal)
            ? new Created<RoundResource>(RoundResource.From(stored), $"{FeatureMap.Root}/rounds/{round.Code}", stored.Version)
            : refusal;
    }
}
