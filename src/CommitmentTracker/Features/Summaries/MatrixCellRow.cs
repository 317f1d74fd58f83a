using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.Summaries;

/// <summary>An assignment of a member state, with what of its commitment the cell depends on.</summary>
internal sealed record MatrixCellRow
{
    public string CommitmentCode { get; init; } = "";
    public string PartyCode { get; init; } = "";
    public string Role { get; init; } = "";
    public string Status { get; init; } = "";
    public string? Health { get; init; }
    public string? CompletedOn { get; init; }
    public string? ReportedOn { get; init; }
    public string? DueOn { get; init; }
    public long IsSuperseded { get; init; }

    public MatrixCell ToCell(ReportingDay day)
    {
        // What was replaced is owed by nobody, however far each had come.
        var status = IsSuperseded == 1 ? Domain.Vocabulary.Status.Superseded : EnumCode.Parse<Status>(Status);
        return new MatrixCell
        {
            Role = EnumCode.Parse<AssignmentRole>(Role),
            Status = status,
            Health = EnumCode.ParseOrNull<Health>(Health),
            DeadlineState = DeadlineRule.StateOf(Stored.ParseDayOrNull(DueOn), status, Stored.ParseDayOrNull(CompletedOn), day),
            Freshness = FreshnessRule.Of(status, Stored.ParseDayOrNull(ReportedOn), day),
        };
    }
}
