namespace CommitmentTracker.Features.ProgressUpdates;

internal sealed record ReadProgressUpdateInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    /// <summary>The progress update's id.</summary>
    [RouteParam]
    public Guid Id { get; init; }
}

internal sealed class ReadProgressUpdate(Store store) : Endpoint<ReadProgressUpdateInput, ProgressUpdateResource>
{
    public override void Configure()
    {
        Get("/commitments/{code}/progress-updates/{id:guid}");
        Definition.Under(Headings.ProgressUpdates).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.Gone);
    }

    /// <summary>Read a progress update</summary>
    /// <remarks>It is what it was when it was recorded; only its review moves.</remarks>
    public override async Task HandleAsync(ReadProgressUpdateInput input, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => ReadAsync(session, input.Code, input.Id, Caller.From(User)), cancellation);
        await Send.ResultAsync(result.Succeeded(out var update, out var refusal) ? Answer.Ok(update) : Answer.Refused(refusal));
    }

    private static async Task<Result<ProgressUpdateResource>> ReadAsync(Session session, string code, Guid id, Caller caller)
    {
        var visible = await Visibility.LoadVisibleAsync(session, code, caller.KeepsTheTracker);
        if (!visible.Succeeded(out _, out var refusal))
        {
            return refusal;
        }

        return await ProgressUpdateReader.FindAsync(session, caller.Sight, id, code) is { } update
            ? ProgressUpdateResource.From(update, caller)
            : new Refusal(ErrorCode.NotFound, $"Commitment {code} has no progress update {id}.");
    }
}
