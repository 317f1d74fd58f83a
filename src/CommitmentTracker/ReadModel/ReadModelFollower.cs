namespace CommitmentTracker.ReadModel;

/// <summary>Loads the model once the service answers, so that the start does not wait for it.</summary>
internal sealed class ReadModelFollower(LiveModel model, IHostApplicationLifetime service) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = service.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await model.LoadAsync(stoppingToken);
    }
}
