namespace CommitmentTracker.TestStand.Generator;

/// <summary>What happens to a commitment after its last progress update.</summary>
internal enum Ending
{
    None,
    Published,
    Archived,
    Superseded,
}
