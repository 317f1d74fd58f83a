using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Caching;

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
