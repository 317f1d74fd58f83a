using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>How an assignment stands on a day: said here once, for lists, matrix, exports and figures alike.</summary>
internal readonly record struct AssignmentView(Status Status, DeadlineState DeadlineState, Freshness Freshness, DateOnly? CompletedOn)
{
    public static AssignmentView Of(Assignment assignment, Commitment commitment, ReportingDay day)
    {
        var report = assignment.Report;
        var status = assignment.StatusUnder(commitment.SupersededBy is not null);
        return new AssignmentView(
            status,
            DeadlineRule.StateOf(commitment.Deadline.DueOn, status, report?.CompletedOn, day),
            FreshnessRule.Of(status, report?.AsOf, day),
            status == Status.Completed ? report?.CompletedOn : null
        );
    }
}
