using CommitmentTracker.Domain;

namespace CommitmentTracker.Database.Commitments;

/// <summary>A row of the table of milestones, as it is written.</summary>
internal sealed record MilestoneRow
{
    public string CommitmentCode { get; init; } = "";
    public long Number { get; init; }
    public string Title { get; init; } = "";
    public string DueOn { get; init; } = "";
    public string DuePrecision { get; init; } = "";
    public string? PartyCode { get; init; }
    public string? ReachedOn { get; init; }

    public static MilestoneRow From(string code, Milestone milestone) =>
        new()
        {
            CommitmentCode = code,
            Number = milestone.Number,
            Title = milestone.Title,
            DueOn = Stored.Day(milestone.DueOn),
            DuePrecision = EnumCode.Of(milestone.Precision),
            PartyCode = milestone.Party,
            ReachedOn = Stored.Day(milestone.ReachedOn),
        };
}
