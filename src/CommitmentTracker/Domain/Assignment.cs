using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>One party's share in one commitment, with what its latest verified progress update says.</summary>
internal sealed record Assignment(string Party, AssignmentRole Role, OwnershipBasis Basis)
{
    public const int MaxPerCommitment = 100;

    public Report? Report { get; init; }

    public Status Status => Report?.Status ?? Status.NotReported;

    /// <summary>How the share stands: of a commitment that another has replaced nothing is due any more, whatever was reported.</summary>
    public Status StatusUnder(bool isSuperseded) => isSuperseded ? Status.Superseded : Status;
}
