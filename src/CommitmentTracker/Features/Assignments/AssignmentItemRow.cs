using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.Assignments;

/// <summary>A row of the list of assignments; its status is the one that counts.</summary>
internal sealed record AssignmentItemRow
{
    public string Code { get; init; } = "";
    public string Title { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Scope { get; init; } = "";
    public string InstrumentCode { get; init; } = "";
    public string ThemeCode { get; init; } = "";
    public string Publication { get; init; } = "";
    public string PartyCode { get; init; } = "";
    public string Name { get; init; } = "";
    public string PartyKind { get; init; } = "";
    public string Role { get; init; } = "";
    public string Basis { get; init; } = "";
    public string Status { get; init; } = "";
    public long? Percent { get; init; }
    public string? Health { get; init; }
    public string? HealthReason { get; init; }
    public string? DueOn { get; init; }
    public string DueOrder { get; init; } = "";
    public string? DuePrecision { get; init; }
    public string? ReportedOn { get; init; }
    public string? CompletedOn { get; init; }

    public AssignmentItem ToItem(ReportingDay day)
    {
        var status = EnumCode.Parse<Status>(Status);
        var dueOn = Stored.ParseDayOrNull(DueOn);
        var completedOn = status == Domain.Vocabulary.Status.Completed ? Stored.ParseDayOrNull(CompletedOn) : null;
        return new AssignmentItem
        {
            Code = Code,
            Title = Title,
            Kind = EnumCode.Parse<CommitmentKind>(Kind),
            Scope = EnumCode.Parse<Scope>(Scope),
            Instrument = InstrumentCode,
            Theme = ThemeCode,
            Publication = EnumCode.Parse<Publication>(Publication),
            Party = PartyCode,
            Name = Name,
            PartyKind = EnumCode.Parse<PartyKind>(PartyKind),
            Role = EnumCode.Parse<AssignmentRole>(Role),
            Basis = EnumCode.Parse<OwnershipBasis>(Basis),
            Status = status,
            Percent = (int?)Percent,
            Health = EnumCode.ParseOrNull<Health>(Health),
            HealthReason = HealthReason,
            DueOn = dueOn,
            Precision = EnumCode.ParseOrNull<DatePrecision>(DuePrecision),
            DeadlineState = DeadlineRule.StateOf(dueOn, status, completedOn, day),
            DaysLeft = DeadlineRule.DaysLeft(dueOn, day),
            LastReportedOn = Stored.ParseDayOrNull(ReportedOn),
            CompletedOn = completedOn,
            Freshness = FreshnessRule.Of(status, Stored.ParseDayOrNull(ReportedOn), day),
        };
    }
}
