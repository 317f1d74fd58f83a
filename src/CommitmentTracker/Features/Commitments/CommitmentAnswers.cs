using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features.Commitments;

/// <summary>Makes the whole record out of what is stored.</summary>
internal static class CommitmentAnswers
{
    public static async Task<CommitmentResource> AssembleAsync(Session session, StoredCommitment stored, ReportingDay day) =>
        CommitmentResource.From(stored, await References.LoadAsync(session), day);

    /// <summary>The same at the end of a change.</summary>
    public static async Task<Result<CommitmentResource>> AssembleAsync(
        Session session,
        Result<StoredCommitment> changed,
        ReportingDay day
    ) => changed.Succeeded(out var stored, out var refusal) ? await AssembleAsync(session, stored, day) : refusal;
}
