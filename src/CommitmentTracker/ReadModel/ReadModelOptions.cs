namespace CommitmentTracker.ReadModel;

/// <summary>What is kept in memory to answer from. Without it every answer is read from the database, and is the same.</summary>
internal sealed class ReadModelOptions
{
    public const string Section = "ReadModel";

    public bool Enabled { get; set; } = true;

    /// <summary>With more published commitments than this, the database answers: each takes a few kilobytes of memory.</summary>
    public int MaxCommitments { get; set; } = 250_000;

    /// <summary>How many bytes of whole answers are remembered, in MiB.</summary>
    public int AnswersMegabytes { get; set; } = 16;
}
