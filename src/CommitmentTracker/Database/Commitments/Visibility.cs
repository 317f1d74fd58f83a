using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.Commitments;

/// <summary>What a caller may see of the commitments. What may not be seen does not exist, in the same words.</summary>
internal static class Visibility
{
    public static async Task<Result<StoredCommitment>> LoadVisibleAsync(Session session, string code, bool includesUnpublished) =>
        Of(await CommitmentReader.LoadAsync(session, code), code, includesUnpublished);

    public static Result<StoredCommitment> Of(StoredCommitment? stored, string code, bool includesUnpublished) =>
        (stored?.Commitment.Publication, includesUnpublished) switch
        {
            (null, _) or (not Publication.Published, false) => NotFound(code),
            (Publication.Archived, true) => Archived(stored!),
            _ => stored!,
        };

    public static Refusal NotFound(string code) => Refusal.NotFound("commitment", code);

    private static Refusal Archived(StoredCommitment stored) =>
        new(
            ErrorCode.Gone,
            $"Commitment {stored.Commitment.Code} was archived. Its history is kept; to restore it, PATCH publication with If-Match \"{stored.Version}\"."
        )
        {
            CurrentVersion = stored.Version,
        };
}
