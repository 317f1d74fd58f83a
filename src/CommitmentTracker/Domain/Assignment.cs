using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>One party's share in one commitment, with what its latest verified progress update says.</summary>
internal sealed record Assignment(string Party, AssignmentRole Role, OwnershipBasis Basis)
{
    public const int MaxPerCommitment = 100;

    public Report? Report { get; init; }

    public Status Status => Report?.Status ?? Status.NotReported;
}
