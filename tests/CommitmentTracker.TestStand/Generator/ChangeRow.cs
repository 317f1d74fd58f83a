using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Domain;

namespace CommitmentTracker.TestStand.Generator;

/// <summary>A row of the journal.</summary>
internal sealed record ChangeRow
{
    public long ChangeId { get; init; }
    public long? PublicSeq { get; init; }
    public string At { get; init; } = "";
    public string Actor { get; init; } = "";
    public string Type { get; init; } = "";
    public string ResourceType { get; init; } = "";
    public string ResourceKey { get; init; } = "";
    public string CommitmentCode { get; init; } = "";
    public long Version { get; init; }
    public long WasPublic { get; init; }
    public long IsPublic { get; init; }
    public string FieldsBefore { get; init; } = "";
    public string FieldsAfter { get; init; } = "";

    public static ChangeRow Of(Commitment? before, Commitment after, ChangeType type, string actor, FieldChanges fields, Place place) =>
        new()
        {
            ChangeId = place.ChangeId,
            PublicSeq = place.PublicSeq,
            At = Stored.Instant(place.At),
            Actor = actor,
            Type = EnumCode.Of(type),
            ResourceType = EnumCode.Of(Domain.ResourceType.Commitment),
            ResourceKey = after.Code,
            CommitmentCode = after.Code,
            WasPublic = before is { IsPublic: true } ? 1 : 0,
            IsPublic = after.IsPublic ? 1 : 0,
            FieldsBefore = Stored.Fields(fields.Before),
            FieldsAfter = Stored.Fields(fields.After),
        };
}
