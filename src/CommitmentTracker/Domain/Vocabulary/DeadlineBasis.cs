namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>Where a due date comes from.</summary>
internal enum DeadlineBasis
{
    /// <summary>The source says it.</summary>
    Stated,

    /// <summary>The secretariat decided it.</summary>
    Decided,

    /// <summary>The end of the instrument's period, for want of a date of its own.</summary>
    Inherited,

    /// <summary>There is no due date.</summary>
    None,
}
