using System.Text.Json.Serialization;

namespace CommitmentTracker.ReferenceData.Records;

/// <summary>A row of reference data as it stands in the database. Its members, without the version, are its fields.</summary>
internal abstract record ReferenceRow
{
    [JsonIgnore]
    public long Version { get; init; }
}
