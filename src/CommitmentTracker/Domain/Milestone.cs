using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>A dated step of a commitment, of one party or (without a party) of all.</summary>
internal sealed record Milestone(int Number, string Title, DateOnly DueOn, DatePrecision Precision, string? Party, DateOnly? ReachedOn)
{
    public const int TitleMaxLength = 300;
    public const int MaxPerCommitment = 200;

    public DeadlineState StateOn(ReportingDay day) =>
        DeadlineRule.StateOf(DueOn, ReachedOn is null ? Status.InProgress : Status.Completed, ReachedOn, day);
}
