using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>A dated step of a commitment, of one party or (without a party) of all.</summary>
internal sealed record Milestone(int Number, string Title, DateOnly DueOn, DatePrecision Precision, string? Party, DateOnly? ReachedOn)
{
    public const int TitleMaxLength = 300;
    public const int MaxPerCommitment = 200;

    /// <summary>What counts as its status: reached is completed; of a cancelled or superseded commitment no step is due any more.</summary>
    public Status StatusUnder(Status commitment) =>
        ReachedOn is not null ? Status.Completed
        : commitment is Status.Cancelled or Status.Superseded ? commitment
        : Status.InProgress;

    public DeadlineState StateOn(ReportingDay day, Status commitment) =>
        DeadlineRule.StateOf(DueOn, StatusUnder(commitment), ReachedOn, day);
}
