namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>How close a source is to what it tells of.</summary>
internal enum SourceGrade
{
    Primary,
    Secondary,
}
