using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>How an assignment, or a commitment as a whole, stands on a day: said here once, for lists, matrix, exports, figures and rounds alike.</summary>
internal readonly record struct StandingView(Status Status, DeadlineState DeadlineState, Freshness Freshness, DateOnly? CompletedOn)
{
    public static StandingView Of(Assignment assignment, Commitment commitment, ReportingDay day)
    {
        var (report, status) = (assignment.Report, assignment.StatusUnder(commitment.SupersededBy is not null));
        return Of(status, commitment.Deadline.DueOn, report?.CompletedOn, report?.AsOf, day);
    }

    public static StandingView Of(Commitment commitment, RollUp rollUp, ReportingDay day) =>
        Of(rollUp.Status, commitment.Deadline.DueOn, rollUp.CompletedOn, rollUp.LastReportedOn, day);

    private static StandingView Of(Status status, DateOnly? dueOn, DateOnly? completedOn, DateOnly? reportedOn, ReportingDay day) =>
        new(
            status,
            DeadlineRule.StateOf(dueOn, status, completedOn, day),
            FreshnessRule.Of(status, reportedOn, day),
            status == Status.Completed ? completedOn : null
        );
}
