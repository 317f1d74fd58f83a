using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features.Deadlines;

/// <summary>Something with a due date: a commitment, or a milestone of one.</summary>
internal sealed record DeadlineItem
{
    /// <summary>What is due: the commitment, or one of its milestones.</summary>
    /// <example>commitment</example>
    public required DeadlineType Type { get; init; }

    /// <summary>The commitment's code.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <summary>The commitment's title.</summary>
    /// <example>Apply the ASEAN anti-scam guide against telecom fraud</example>
    public required string Title { get; init; }

    /// <summary>The milestone's number within the commitment; null for the commitment itself.</summary>
    public required int? Number { get; init; }

    /// <summary>The milestone's title; null for the commitment itself.</summary>
    public required string? MilestoneTitle { get; init; }

    /// <summary>The party whose milestone it is; null when it is everyone's, and for the commitment itself.</summary>
    public required string? Party { get; init; }

    /// <summary>How far the record binds.</summary>
    /// <example>commitment</example>
    public required CommitmentKind Kind { get; init; }

    /// <summary>The code of the instrument that the commitment stands in.</summary>
    /// <example>HANOI-2026</example>
    public required string Instrument { get; init; }

    /// <summary>The code of its theme.</summary>
    /// <example>online_scams</example>
    public required string Theme { get; init; }

    /// <summary>Who sees it.</summary>
    /// <example>published</example>
    public required Publication Publication { get; init; }

    /// <summary>The due date; for a coarser precision the last day of its period.</summary>
    /// <example>2030-12-31</example>
    public required DateOnly DueOn { get; init; }

    /// <summary>How exactly the due date is known.</summary>
    /// <example>year</example>
    public required DatePrecision Precision { get; init; }

    /// <summary>How the deadline stands: by the commitment's own status, or by whether the milestone was reached.</summary>
    /// <example>upcoming</example>
    public required DeadlineState State { get; init; }

    /// <summary>Days from the day of <c>asOf</c> to the due date, negative once it has passed.</summary>
    /// <example>1501</example>
    public required int DaysLeft { get; init; }

    /// <summary>The day on which the commitment was completed or the milestone reached; null until then.</summary>
    public required DateOnly? CompletedOn { get; init; }

    public static DeadlineItem From(TrackedDeadline each, ReportingDay day)
    {
        var (commitment, milestone, rollUp) = (each.Of.Commitment, each.Milestone, each.Of.RollUp);
        return new DeadlineItem
        {
            Type = milestone is null ? DeadlineType.Commitment : DeadlineType.Milestone,
            Code = commitment.Code,
            Title = commitment.Title,
            Number = milestone?.Number,
            MilestoneTitle = milestone?.Title,
            Party = milestone?.Party,
            Kind = commitment.Kind,
            Instrument = commitment.Instrument,
            Theme = commitment.Theme,
            Publication = commitment.Publication,
            DueOn = each.DueOn,
            Precision = milestone?.Precision ?? commitment.Deadline.Precision!.Value,
            State = milestone?.StateOn(day, rollUp.Status) ?? DeadlineRule.StateOf(each.DueOn, rollUp.Status, rollUp.CompletedOn, day),
            DaysLeft = each.DueOn.DayNumber - day.Today.DayNumber,
            CompletedOn = milestone is null ? rollUp.CompletedOn : milestone.ReachedOn,
        };
    }
}
