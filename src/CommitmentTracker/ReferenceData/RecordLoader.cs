using System.Text.Json.Nodes;
using CommitmentTracker.Database;
using CommitmentTracker.ReferenceData.Records;

namespace CommitmentTracker.ReferenceData;

/// <summary>Loads the records of the files so that nothing people wrote is lost.</summary>
internal sealed class RecordLoader(WriteSession session, LoadedRows loaded)
{
    public async Task LoadAsync<T>(IReferenceRecords<T> records, IReadOnlyDictionary<string, T> inFile)
    {
        foreach (var (code, record) in inFile)
        {
            var said = records.FieldsOf(record);
            var last = loaded.Find(records.Type, code);
            if ((last is null || !FieldMerge.IsSame(said, last)) && await BringAsync(records, code, record, said, last))
            {
                // What a file no longer says stays known: it is not brought back later against those who removed it.
                await loaded.PutAsync(records.Type, code, FieldMerge.With(last ?? [], said));
            }
        }
    }

    private async Task<bool> BringAsync<T>(
        IReferenceRecords<T> records,
        string code,
        T record,
        SortedDictionary<string, JsonNode?> said,
        SortedDictionary<string, JsonNode?>? last
    )
    {
        switch (await records.FindAsync(session, code), last)
        {
            case (null, null):
                await records.CreateAsync(session, code, record);
                return true;
            case ({ IsArchived: false } present, { } known):
                var changes = FieldMerge.Changes(said, known, present.Fields, records.Together);
                if (changes.Count > 0)
                {
                    await records.ChangeAsync(session, code, present, changes);
                }

                return true;
            default:
                // People archived it, removed it, or made a record of their own under the code before a file brought it.
                return false;
        }
    }
}
