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
    private const string Sql = $"""
        select {ProgressUpdateRow.ColumnsOfU}
        from progress_updates u
        join commitments c on c.code = u.commitment_code
        """;

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

        var conditions = ProgressUpdateVisibility.Of(caller, code).Add("u.public_id = @id", "id", id.ToString());
        var row = await session.FirstOrDefaultAsync<ProgressUpdateRow>($"{Sql} {conditions.Where}", conditions.Values);
        return row is null
            ? new Refusal(ErrorCode.NotFound, $"Commitment {code} has no progress update {id}.")
            : ProgressUpdateResource.From(row, caller);
    }
}
