using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.Deadlines;

/// <summary>A row of the list of deadlines.</summary>
internal sealed record DeadlineItemRow
{
    public string Code { get; init; } = "";
    public string Title { get; init; } = "";
    public long Number { get; init; }
    public string NumberOrder { get; init; } = "";
    public string MilestoneTitle { get; init; } = "";
    public string PartyCode { get; init; } = "";
    public string Kind { get; init; } = "";
    public string InstrumentCode { get; init; } = "";
    public string ThemeCode { get; init; } = "";
    public string Publication { get; init; } = "";
    public string DueOn { get; init; } = "";
    public string DuePrecision { get; init; } = "";
    public string Status { get; init; } = "";
    public string CompletedOn { get; init; } = "";

    public DeadlineItem ToItem(ReportingDay day)
    {
        var dueOn = Stored.ParseDay(DueOn);
        var completedOn = CompletedOn.Length > 0 ? Stored.ParseDay(CompletedOn) : (DateOnly?)null;
        var isMilestone = Number > 0;
        return new DeadlineItem
        {
            Type = isMilestone ? DeadlineType.Milestone : DeadlineType.Commitment,
            Code = Code,
            Title = Title,
            Number = isMilestone ? (int)Number : null,
            MilestoneTitle = isMilestone ? MilestoneTitle : null,
            Party = PartyCode.Length > 0 ? PartyCode : null,
            Kind = EnumCode.Parse<CommitmentKind>(Kind),
            Instrument = InstrumentCode,
            Theme = ThemeCode,
            Publication = EnumCode.Parse<Publication>(Publication),
            DueOn = dueOn,
            Precision = EnumCode.Parse<DatePrecision>(DuePrecision),
            State = DeadlineRule.StateOf(dueOn, EnumCode.Parse<Status>(Status), completedOn, day),
            DaysLeft = dueOn.DayNumber - day.Today.DayNumber,
            CompletedOn = completedOn,
        };
    }
}
