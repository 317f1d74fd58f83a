namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>How far the points of a timeline lie apart.</summary>
internal enum Interval
{
    Month,
    Quarter,
    Year,
}
