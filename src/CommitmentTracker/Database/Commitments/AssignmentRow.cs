using CommitmentTracker.Domain;

namespace CommitmentTracker.Database.Commitments;

/// <summary>A row of the table of assignments, as it is written.</summary>
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
