namespace CommitmentTracker.Database.ReferenceData;

/// <summary>A record of reference data as it stands in the database.</summary>
internal sealed record StoredRecord<T>(T Record, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
