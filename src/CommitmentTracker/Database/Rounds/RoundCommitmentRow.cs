using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.Rounds;

/// <summary>What a round looks at of a commitment.</summary>
internal sealed record RoundCommitmentRow
{
    public string Code { get; init; } = "";
    public string Title { get; init; } = "";
    public string? Description { get; init; }
    public string InstrumentCode { get; init; } = "";
    public string ThemeCode { get; init; } = "";
    public string Status { get; init; } = "";
    public string? Health { get; init; }
    public string? DueOn { get; init; }
    public string? DuePrecision { get; init; }
    public string? CompletedOn { get; init; }
    public string? LastReportedOn { get; init; }

    public Bucket ToBucket() =>
        new(
            EnumCode.Parse<Status>(Status),
            Stored.ParseDayOrNull(DueOn),
            Stored.ParseDayOrNull(CompletedOn),
            Stored.ParseDayOrNull(LastReportedOn),
            1
        );
}
