namespace CommitmentTracker.Features.Commitments;

/// <summary>What a list of commitments can be sorted by.</summary>
internal enum CommitmentSort
{
    Code,
    Title,
    Status,
    DueOn,
    UpdatedAt,
}
