namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>How exactly a date is known. A coarser date is kept and answered as the last day of its period.</summary>
internal enum DatePrecision
{
    Day,
    Month,
    Quarter,
    Year,
}
