namespace CommitmentTracker.Features.Commitments;

/// <summary>Carries out a change of a commitment and answers with the whole record as it is then.</summary>
internal sealed class CommitmentChanges(Store store, ReportingClock clock)
{
    public Task<IResult> AnswerAsync(
        string code,
        IfMatch ifMatch,
        ChangeNote note,
        Func<Commitment, Result<Commitment>> change,
        CancellationToken cancellation
    ) => AnswerAsync(session => CommitmentWriter.ChangeAsync(session, code, ifMatch.Expected, note, change), cancellation);

    public async Task<IResult> AnswerAsync(Func<WriteSession, Task<Result<StoredCommitment>>> change, CancellationToken cancellation)
    {
        var result = await store.WriteAsync(
            async session => await CommitmentAnswers.AssembleAsync(session, await change(session), clock.On(null)),
            cancellation
        );
        return result.Succeeded(out var commitment, out var refusal) ? Answer.Ok(commitment, commitment.Version) : Answer.Refused(refusal);
    }
}

/// <summary>Makes the whole record out of what is stored.</summary>
internal static class CommitmentAnswers
{
    public static async Task<CommitmentResource> AssembleAsync(Session session, StoredCommitment stored, ReportingDay day)
    {
        var titles = await Groups.AllAsync(session, Grouping.Instrument);
        var title = titles.Single(instrument => instrument.Key == stored.Commitment.Instrument).Name;
        return CommitmentResource.From(stored, title, await Parties.LoadAsync(session), day);
    }

    /// <summary>The same at the end of a change.</summary>
    public static async Task<Result<CommitmentResource>> AssembleAsync(
        Session session,
        Result<StoredCommitment> changed,
        ReportingDay day
    ) => changed.Succeeded(out var stored, out var refusal) ? await AssembleAsync(session, stored, day) : refusal;
}

/// <summary>Answers what is asked of a commitment, if the caller may see it. The tag is the commitment's: it guards all under it.</summary>
internal sealed class CommitmentReads(Store store)
{
    public async Task<IResult> AnswerAsync<T>(
        string code,
        Caller caller,
        Func<Session, StoredCommitment, Task<Result<T>>> read,
        CancellationToken cancellation
    )
    {
        var (result, version) = await store.ReadAsync(
            async session =>
            {
                var visible = await Visibility.LoadVisibleAsync(session, code, caller.KeepsTheTracker);
                return visible.Succeeded(out var stored, out var hidden) ? (await read(session, stored), stored.Version) : (hidden, 0);
            },
            cancellation
        );
        return result.Succeeded(out var answer, out var refusal) ? Answer.Ok(answer, version) : Answer.Refused(refusal);
    }

    /// <summary>The same where everything is in the commitment itself.</summary>
    public Task<IResult> AnswerAsync<T>(
        string code,
        Caller caller,
        Func<StoredCommitment, Result<T>> read,
        CancellationToken cancellation
    ) => AnswerAsync(code, caller, (_, stored) => Task.FromResult(read(stored)), cancellation);
}
