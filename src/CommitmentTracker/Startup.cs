using CommitmentTracker.Database;
using CommitmentTracker.Http.Access;
using Microsoft.Extensions.Options;

namespace CommitmentTracker;

/// <summary>What happens before the first request: everything that can be wrong is found here, and said in a sentence.</summary>
internal static class Startup
{
    public static async Task<int> StartAndServeAsync(this WebApplication app)
    {
        try
        {
            app.CheckEndpoints();
            app.Services.PrepareDatabase();
            await app.Services.GetRequiredService<BootstrapKey>().EnsureAsync(Console.Out, CancellationToken.None);
        }
        catch (Exception fault) when (fault is StartException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }

        await app.RunAsync();
        return 0;
    }

    /// <summary>Makes every endpoint now, so that one that is put together wrongly stops the start and not its first request.</summary>
    private static void CheckEndpoints(this WebApplication app)
    {
        foreach (var source in ((IEndpointRouteBuilder)app).DataSources)
        {
            _ = source.Endpoints;
        }
    }
}
