namespace CommitmentTracker.Data.Commitments;

/// <summary>A row of the table of commitments, as it is written.</summary>
internal sealed record CommitmentRow
{
    public long CommitmentId { get; init; }
    public string Code { get; init; } = "";
    public string Title { get; init; } = "";
    public string? Description { get; init; }
    public string Kind { get; init; } = "";
    public string? Verb { get; init; }
    public string Scope { get; init; } = "";
    public string InstrumentCode { get; init; } = "";
    public string ThemeCode { get; init; } = "";
    public string Publication { get; init; } = "";
    public string? SupersededBy { get; init; }
    public string Sources { get; init; } = "[]";
    public string? DueOn { get; init; }
    public string? DuePrecision { get; init; }
    public string DeadlineBasis { get; init; } = "";
    public string? DeadlineSource { get; init; }
    public long NextMilestoneNumber { get; init; }
    public string Status { get; init; } = "";
    public string? Health { get; init; }
    public string? CompletedOn { get; init; }
    public string? LastReportedOn { get; init; }
    public long Version { get; init; }
    public string CreatedAt { get; init; } = "";
    public string UpdatedAt { get; init; } = "";

    public static CommitmentRow From(StoredCommitment stored)
    {
        var commitment = stored.Commitment;
        var rollUp = commitment.RollUp;
        return new CommitmentRow
        {
            CommitmentId = stored.Id,
            Code = commitment.Code,
            Title = commitment.Title,
            Description = commitment.Description,
            Kind = EnumCode.Of(commitment.Kind),
            Verb = commitment.Verb,
            Scope = EnumCode.Of(commitment.Scope),
            InstrumentCode = commitment.Instrument,
            ThemeCode = commitment.Theme,
            Publication = EnumCode.Of(commitment.Publication),
            SupersededBy = commitment.SupersededBy,
            Sources = Stored.List(commitment.Sources),
            DueOn = Stored.Day(commitment.Deadline.DueOn),
            DuePrecision = EnumCode.Of(commitment.Deadline.Precision),
            DeadlineBasis = EnumCode.Of(commitment.Deadline.Basis),
            DeadlineSource = commitment.Deadline.Source,
            NextMilestoneNumber = commitment.NextMilestoneNumber,
            Status = EnumCode.Of(rollUp.Status),
            Health = EnumCode.Of(rollUp.Health),
            CompletedOn = Stored.Day(rollUp.CompletedOn),
            LastReportedOn = Stored.Day(rollUp.LastReportedOn),
            Version = stored.Version,
            CreatedAt = Stored.Instant(stored.CreatedAt),
            UpdatedAt = Stored.Instant(stored.UpdatedAt),
        };
    }
}

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
