namespace CommitmentTracker.Database;

/// <summary>
/// Lets one writer in at a time, held through COMMIT. Waiting here is asynchronous, where waiting for the engine's own lock would
/// hold a thread; and two connections that write and checkpoint at once can corrupt a database of the engine's version in use.
/// </summary>
internal sealed class WriteGate(TimeSpan patience) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    public async Task<Pass> EnterAsync(CancellationToken cancellation) =>
        await gate.WaitAsync(patience, cancellation) ? new Pass(gate) : throw new StoreException(StoreFault.Busy);

    public void Dispose() => gate.Dispose();

    internal sealed class Pass(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
