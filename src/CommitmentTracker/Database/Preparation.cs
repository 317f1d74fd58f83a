namespace CommitmentTracker.Database;

/// <summary>
/// The work on the database that comes before all other: its schema, the facts that are shipped, the first key. It goes on beside the rest
/// of the start, and whatever uses the database waits for it.
/// </summary>
internal sealed class Preparation
{
    /// <summary>Fails with what keeps the service from starting.</summary>
    public Task Done { get; private set; } = Task.FromException(new InvalidOperationException("The preparation has not begun."));

    public bool IsDone => Done.IsCompletedSuccessfully;

    public void Begin(Func<Task> prepare) => Done = Task.Run(prepare);
}
