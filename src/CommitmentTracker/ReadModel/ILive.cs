namespace CommitmentTracker.ReadModel;

/// <summary>Something worked out from all commitments once, and kept right with each change since.</summary>
internal interface ILive
{
    /// <summary>How much memory it takes, in members held.</summary>
    int Weight { get; }

    bool IsByText { get; }

    /// <summary>The turn in which it was asked for last.</summary>
    long LastUsed { get; set; }

    void Fill(IEnumerable<ModelCommitment> all);

    void Replace(ModelCommitment? before, ModelCommitment? after);

    /// <summary>Nothing that was read from it stays right.</summary>
    void End();
}
