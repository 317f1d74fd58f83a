using CommitmentTracker.Database;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReferenceData;

/// <summary>Records the progress updates of the files, each once: they are append-only, so a file corrects one by a later one.</summary>
internal sealed class ProgressUpdateLoader(WriteSession session, LoadedRows loaded)
{
    public async Task LoadAsync(IEnumerable<NewProgressUpdate> updates)
    {
        foreach (var update in updates)
        {
            var key = $"{update.CommitmentCode}/{update.PartyCode}/{Stored.Day(update.AsOf)}";
            if (!loaded.Has(ResourceType.ProgressUpdate, key) && await RecordAsync(update))
            {
                await loaded.PutAsync(ResourceType.ProgressUpdate, key, Stored.FieldsOf(update));
            }
        }
    }

    /// <summary>People may have archived the commitment, taken it from the party, or made one of their own under the code: then it is not recorded.</summary>
    private async Task<bool> RecordAsync(NewProgressUpdate update) =>
        loaded.Has(ResourceType.Commitment, update.CommitmentCode)
        && (await ProgressUpdateWriter.RecordVerifiedAsync(session, update)).Succeeded(out _, out _);
}
