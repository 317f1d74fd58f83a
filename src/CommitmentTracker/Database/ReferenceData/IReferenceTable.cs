using System.Text.Json.Nodes;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.ReferenceData;

/// <summary>Where one kind of reference data that people may amend is kept.</summary>
internal interface IReferenceTable<T>
{
    static abstract ResourceType Resource { get; }

    static abstract ChangeType Created { get; }

    static abstract ChangeType Changed { get; }

    static abstract string CodeOf(T record);

    /// <summary>The record laid flat, field by field: what the journal compares.</summary>
    static abstract SortedDictionary<string, JsonNode?> FieldsOf(T record);

    static abstract Task<StoredRecord<T>?> LoadAsync(Session session, string code);

    /// <summary>False when the code is in use.</summary>
    static abstract Task<bool> InsertAsync(WriteSession session, StoredRecord<T> stored);

    /// <summary>False when the record is not at the version before this one.</summary>
    static abstract Task<bool> UpdateAsync(WriteSession session, StoredRecord<T> stored);
}
