using System.Text.Json.Nodes;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.ProgressUpdates;

/// <summary>The journal of what happens to a progress update while it does not count: never for the public.</summary>
internal static class ReviewJournal
{
    public static Task WriteAsync(WriteSession session, ProgressUpdateRow update, ChangeNote note) =>
        Journal.WriteAsync(
            session,
            new JournalEntry(note, ResourceType.ProgressUpdate, update.PublicId, 1, Fields(update))
            {
                CommitmentCode = update.CommitmentCode,
                WasPublic = false,
                IsPublic = false,
            }
        );

    private static FieldChanges Fields(ProgressUpdateRow update) =>
        FieldChanges.Between(
            FieldChanges.Nothing,
            new Dictionary<string, JsonNode?> { ["party"] = update.PartyCode, ["review"] = update.Review }
        );
}
