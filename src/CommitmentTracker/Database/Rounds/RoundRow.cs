using System.Collections.Immutable;
using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Database.Rounds;

/// <summary>A row of the table of rounds.</summary>
internal sealed record RoundRow
{
    public string RoundCode { get; init; } = "";
    public string Name { get; init; } = "";
    public string PeriodFrom { get; init; } = "";
    public string PeriodTo { get; init; } = "";
    public string ClosesOn { get; init; } = "";
    public string? ClosedAt { get; init; }
    public string? ReportSha256 { get; init; }
    public long Version { get; init; }
    public string CreatedAt { get; init; } = "";
    public string UpdatedAt { get; init; } = "";

    public StoredRecord<Round> ToStored(IEnumerable<string> instruments) =>
        new(
            new Round
            {
                Code = RoundCode,
                Name = Name,
                Instruments = instruments.ToImmutableSortedSet(StringComparer.Ordinal),
                From = Stored.ParseDay(PeriodFrom),
                To = Stored.ParseDay(PeriodTo),
                ClosesOn = Stored.ParseDay(ClosesOn),
                ClosedAt = ClosedAt is null ? null : Stored.ParseInstant(ClosedAt),
                ReportSha256 = ReportSha256,
            },
            Version,
            Stored.ParseInstant(CreatedAt),
            Stored.ParseInstant(UpdatedAt)
        );

    public static RoundRow From(StoredRecord<Round> stored)
    {
        var round = stored.Record;
        return new RoundRow
        {
            RoundCode = round.Code,
            Name = round.Name,
            PeriodFrom = Stored.Day(round.From),
            PeriodTo = Stored.Day(round.To),
            ClosesOn = Stored.Day(round.ClosesOn),
            ClosedAt = round.ClosedAt is { } closedAt ? Stored.Instant(closedAt) : null,
            ReportSha256 = round.ReportSha256,
            Version = stored.Version,
            CreatedAt = Stored.Instant(stored.CreatedAt),
            UpdatedAt = Stored.Instant(stored.UpdatedAt),
        };
    }
}
