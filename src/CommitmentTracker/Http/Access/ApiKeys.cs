using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Access;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Http.Access;

/// <summary>Recognises keys, and keeps the day of their last use.</summary>
internal sealed class ApiKeys(Store store, ReportingClock clock, ILogger<ApiKeys> logger)
{
    /// <summary>The key that the secret opens; null when there is none, or it has expired or was revoked.</summary>
    public async Task<ApiKey?> RecogniseAsync(string secret, CancellationToken cancellation)
    {
        var key = await store.ReadAsync(session => ApiKeyTable.FindAsync(session, secret), cancellation);
        if (key is null || !key.IsValidOn(clock.Today))
        {
            return null;
        }

        if (key.LastUsedOn != clock.Today)
        {
            await KeepUseAsync(key, cancellation);
        }

        return key;
    }

    /// <summary>Once a day. A store that cannot be written to now is no reason to turn a valid key away.</summary>
    private async Task KeepUseAsync(ApiKey key, CancellationToken cancellation)
    {
        try
        {
            await store.WriteAsync<bool>(
                async session =>
                {
                    await ApiKeyTable.UseAsync(session, key.Id, clock.Today);
                    return true;
                },
                cancellation
            );
        }
        catch (StoreException fault)
        {
            logger.LogWarning("The use of key {KeyId} could not be kept: {Fault}", key.Id, fault.Fault);
        }
    }
}
