using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.Commitments;

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
