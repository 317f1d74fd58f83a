using System.Text.Json.Nodes;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.ProgressUpdates;

/// <summary>
/// The journal of what happens to a progress update while it does not count: never for the public. Its party is told, as long as the
/// commitment is one that the party can see.
/// </summary>
internal static class ReviewJournal
{
    public static async Task WriteAsync(WriteSession session, ProgressUpdateRow update, ChangeNote note)
    {
        var isSeen = await CommitmentReader.LoadAsync(session, update.CommitmentCode) is { Commitment.IsPublic: true };
        await Journal.WriteAsync(
            session,
            new JournalEntry(note, ResourceType.ProgressUpdate, update.PublicId, 1, Fields(update))
            {
                CommitmentCode = update.CommitmentCode,
                WasPublic = false,
                IsPublic = false,
                Party = isSeen ? update.PartyCode : null,
            }
        );
    }

    private static FieldChanges Fields(ProgressUpdateRow update) =>
        FieldChanges.Between(
            FieldChanges.Nothing,
            new Dictionary<string, JsonNode?> { ["party"] = update.PartyCode, ["review"] = update.Review }
        );
}
