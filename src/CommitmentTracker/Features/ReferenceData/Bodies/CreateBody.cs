using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Requests;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.ReferenceData.Bodies;

/// <summary>A new ASEAN body.</summary>
internal sealed record CreateBodyRequest : AseanBody
{
    /// <summary>The code, for good: capital letters, digits and hyphens, a letter first, 3 to 32 characters.</summary>
    /// <example>WG-AI</example>
    public required string Code { get; init; }
}

internal sealed class CreateBodyValidator : AseanBodyValidator<CreateBodyRequest>
{
    public CreateBodyValidator() => RuleFor(request => request.Code).Code(Party.BodyCodePattern);
}

internal sealed class CreateBody : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/bodies", Handle)
            .IsOperation<CreateBody>(Tags.ReferenceData)
            .OnlyFor(Role.Admin, Role.Secretariat)
            .Answers<BodyResource>(StatusCodes.Status201Created)
            .Refuses(ErrorCode.CodeInUse);

    /// <summary>Add an ASEAN body</summary>
    /// <remarks>It is public at once. It cannot be taken away again, only amended: assignments refer to it.</remarks>
    private static async Task<IResult> Handle(
        [FromBody] CreateBodyRequest request,
        Caller caller,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var body = request.ToBody(request.Code);
        var result = await store.WriteAsync(
            async session =>
                await BodyAnswers.AssembleAsync(session, await BodyTable.CreateAsync(session, body, caller.Name), clock.On(null)),
            cancellation
        );
        return result.Succeeded(out var created, out var refusal)
            ? Answer.Created(created, $"{FeatureMap.Root}/bodies/{created.Code}", created.Version)
            : Answer.Refused(refusal);
    }
}
