using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Features.Commitments;

/// <summary>Makes the whole record out of what is stored.</summary>
internal static class CommitmentAnswers
{
    private const string InstrumentTitleSql = "select title from instruments where instrument_code = @code";

    public static async Task<CommitmentResource> AssembleAsync(Session session, StoredCommitment stored, ReportingDay day)
    {
        var title = await session.SingleAsync<string>(InstrumentTitleSql, new { code = stored.Commitment.Instrument });
        return CommitmentResource.From(stored, title, await Parties.LoadAsync(session), day);
    }

    /// <summary>The same at the end of a change.</summary>
    public static async Task<Result<CommitmentResource>> AssembleAsync(
        Session session,
        Result<StoredCommitment> changed,
        ReportingDay day
    ) => changed.Succeeded(out var stored, out var refusal) ? await AssembleAsync(session, stored, day) : refusal;
}
