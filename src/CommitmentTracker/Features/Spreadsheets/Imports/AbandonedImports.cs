namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>
/// Looks now and then for large imports that nobody carries out any more, since the process that accepted them has ended and another goes on:
/// until they are done, nobody may change the commitments that they name.
/// </summary>
internal sealed class AbandonedImports(Preparation preparation, Store store, IServiceProvider services, ILogger<AbandonedImports> logger)
    : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await preparation.SucceededAsync(stoppingToken);
        using var timer = new PeriodicTimer(Turn);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ResumeAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError("Imports that were left behind could not be carried out, and are tried again: {Reason}", fault.Message);
            }
        }
    }

    /// <summary>The importer is made only where there is something to import: it brings the whole of the validation with it.</summary>
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        if (!await store.ReadAsync(ImportTable.IsEmptyAsync, cancellation))
        {
            await services.GetRequiredService<LargeImports>().ResumeAsync();
        }
    }
}
