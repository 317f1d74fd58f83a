using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Http.Requests;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Commitments.Deadlines;

/// <summary>A commitment's deadline, and why it changes.</summary>
internal sealed record PutDeadlineRequest : DeadlineBody
{
    /// <summary>Why the deadline changes, at most 1,000 characters; it is kept with the value that was replaced.</summary>
    /// <example>The ministers decided it at ADGMIN-6.</example>
    public required string Reason { get; init; }
}

internal sealed class PutDeadlineValidator : DeadlineBodyValidator<PutDeadlineRequest>
{
    public PutDeadlineValidator() => RuleFor(request => request.Reason).Line(Deadline.ReasonMaxLength);
}

internal sealed class PutDeadline : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put("/commitments/{code}/deadline", Handle)
            .IsOperation<PutDeadline>(Tags.Commitments)
            .OnlyForKeepers()
            .Answers<CommitmentResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.VersionStale, ErrorCode.VersionRequired);

    /// <summary>Set a commitment's deadline</summary>
    /// <remarks>Answers the whole commitment. The value that is replaced is kept with the reason: see <c>GET …/deadline</c>.</remarks>
    /// <param name="code">The commitment's code.</param>
    private static Task<IResult> Handle(
        string code,
        [FromBody] PutDeadlineRequest request,
        IfMatch ifMatch,
        Caller caller,
        CommitmentChanges changes,
        CancellationToken cancellation
    ) =>
        changes.AnswerAsync(
            code,
            ifMatch,
            new ChangeNote(caller.Name, ChangeType.DeadlineChanged, request.Reason),
            before => before with { Deadline = request.ToDeadline() },
            cancellation
        );
}
