using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Features.Commitments.Milestones;

/// <summary>What the changes of milestones share: the milestone as it is afterwards, with the version of its commitment.</summary>
internal sealed record MilestoneChange(MilestoneResource Milestone, long Version)
{
    public static Result<MilestoneChange> Of(Result<StoredCommitment> changed, int number, ReportingClock clock) =>
        changed.Succeeded(out var stored, out var refusal)
            ? new MilestoneChange(
                MilestoneResource.From(stored.Commitment.Milestones[number], stored.Commitment.RollUp.Status, clock.On(null)),
                stored.Version
            )
            : refusal;

    public static Refusal NotFound(string code, int number) => new(ErrorCode.NotFound, $"Commitment {code} has no milestone {number}.");
}
