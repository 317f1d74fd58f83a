using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.ReferenceData;

/// <summary>A row of the table of bodies, with its name, which stands among the parties.</summary>
internal sealed record BodyRow
{
    public string PartyCode { get; init; } = "";
    public string Name { get; init; } = "";
    public string Basis { get; init; } = "";
    public string? Description { get; init; }
    public string Sources { get; init; } = "[]";
    public long Version { get; init; }
    public string CreatedAt { get; init; } = "";
    public string UpdatedAt { get; init; } = "";

    public StoredRecord<Body> ToStored() =>
        new(
            new Body
            {
                Code = PartyCode,
                Name = Name,
                Basis = EnumCode.Parse<OwnershipBasis>(Basis),
                Description = Description,
                Sources = [.. Stored.ParseList<Source>(Sources)],
            },
            Version,
            Stored.ParseInstant(CreatedAt),
            Stored.ParseInstant(UpdatedAt)
        );

    public static BodyRow From(StoredRecord<Body> stored) =>
        new()
        {
            PartyCode = stored.Record.Code,
            Name = stored.Record.Name,
            Basis = EnumCode.Of(stored.Record.Basis),
            Description = stored.Record.Description,
            Sources = Stored.List(stored.Record.Sources),
            Version = stored.Version,
            CreatedAt = Stored.Instant(stored.CreatedAt),
            UpdatedAt = Stored.Instant(stored.UpdatedAt),
        };
}
