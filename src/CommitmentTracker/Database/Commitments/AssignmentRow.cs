using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.Commitments;

/// <summary>A row of the table of assignments.</summary>
internal sealed record AssignmentRow
{
    public string CommitmentCode { get; init; } = "";
    public string PartyCode { get; init; } = "";
    public string Role { get; init; } = "";
    public string Basis { get; init; } = "";
    public string Status { get; init; } = "";
    public long? Percent { get; init; }
    public string? Health { get; init; }
    public string? HealthReason { get; init; }
    public string? ReportedOn { get; init; }
    public string? CompletedOn { get; init; }

    /// <summary>A party has one code object for all of its assignments: those that are held in memory are many.</summary>
    public Assignment ToAssignment() =>
        new(string.Intern(PartyCode), EnumCode.Parse<AssignmentRole>(Role), EnumCode.Parse<OwnershipBasis>(Basis))
        {
            Report = ReportedOn is null
                ? null
                : new Report
                {
                    AsOf = Stored.ParseDay(ReportedOn),
                    Status = EnumCode.Parse<Status>(Status),
                    Percent = (int?)Percent,
                    Health = EnumCode.ParseOrNull<Health>(Health),
                    HealthReason = HealthReason,
                    CompletedOn = Stored.ParseDayOrNull(CompletedOn),
                },
        };

    public static AssignmentRow From(string code, Assignment assignment) =>
        new()
        {
            CommitmentCode = code,
            PartyCode = assignment.Party,
            Role = EnumCode.Of(assignment.Role),
            Basis = EnumCode.Of(assignment.Basis),
            Status = EnumCode.Of(assignment.Status),
            Percent = assignment.Report?.Percent,
            Health = EnumCode.Of(assignment.Report?.Health),
            HealthReason = assignment.Report?.HealthReason,
            ReportedOn = Stored.Day(assignment.Report?.AsOf),
            CompletedOn = Stored.Day(assignment.Report?.CompletedOn),
        };
}
