namespace CommitmentTracker.Features.Commitments;

internal sealed record ArchiveCommitmentInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public IfMatch IfMatch { get; init; } = null!;
}

internal sealed class ArchiveCommitment(Store store) : Endpoint<ArchiveCommitmentInput>
{
    public override void Configure()
    {
        Delete("/commitments/{code}");
        Definition
            .Under(Headings.Commitments)
            .OnlyForKeepers()
            .AnswersNothing()
            .Refuses(ErrorCode.NotFound, ErrorCode.VersionStale, ErrorCode.VersionRequired);
    }

    /// <summary>Archive a commitment</summary>
    /// <remarks>
    /// It leaves public view and every figure at once; the record and its history are kept, and a PATCH of <c>publication</c> restores it.
    /// </remarks>
    public override async Task HandleAsync(ArchiveCommitmentInput input, CancellationToken cancellation)
    {
        var note = new ChangeNote(Caller.From(User).Name, ChangeType.CommitmentArchived);
        var result = await store.WriteAsync(
            session =>
                CommitmentWriter.ChangeAsync(
                    session,
                    input.Code,
                    input.IfMatch.Expected,
                    note,
                    before => before with { Publication = Publication.Archived }
                ),
            cancellation
        );
        await Send.ResultAsync(result.Succeeded(out _, out var refusal) ? Results.NoContent() : Answer.Refused(refusal));
    }
}
