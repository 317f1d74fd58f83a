using System.Text.Json.Nodes;
using CommitmentTracker.Database;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReferenceData.Records;

/// <summary>The records of one kind that the files bring: how they are laid flat into fields, found, created and changed.</summary>
internal interface IReferenceRecords<T>
{
    ResourceType Type { get; }

    /// <summary>Fields that only make sense together.</summary>
    IReadOnlyList<string[]> Together { get; }

    SortedDictionary<string, JsonNode?> FieldsOf(T record);

    Task<PresentRecord?> FindAsync(Session session, string code);

    Task CreateAsync(WriteSession session, string code, T record);

    Task ChangeAsync(WriteSession session, string code, PresentRecord present, SortedDictionary<string, JsonNode?> changes);
}

/// <summary>A record as it stands in the database.</summary>
internal sealed record PresentRecord(SortedDictionary<string, JsonNode?> Fields, long Version, bool IsArchived);
