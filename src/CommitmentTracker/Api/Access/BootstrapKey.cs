namespace CommitmentTracker.Api.Access;

/// <summary>Sees to it that there is a first admin key: the one of the settings, or one made and printed once.</summary>
internal sealed class BootstrapKey(Store store, IOptions<AccessOptions> options, ILogger<BootstrapKey> logger)
{
    private const string Name = "bootstrap";

    public async Task EnsureAsync(TextWriter console, CancellationToken cancellation)
    {
        if (options.Value.BootstrapKey is { } given)
        {
            if (!await store.ReadAsync(session => ApiKeyTable.HoldsAsync(session, given), cancellation))
            {
                await AddAsync(given, "settings", onlyAsFirst: false, cancellation);
            }
        }
        else if ((await store.ReadAsync(ApiKeyTable.ListAsync, cancellation)).Count == 0)
        {
            var made = ApiKey.NewSecret();
            if (await AddAsync(made, "first start", onlyAsFirst: true, cancellation))
            {
                // To the console alone: a log may be kept and read by many.
                await console.WriteLineAsync($"The first admin key, shown only this once: {made}");
            }
        }
    }

    /// <summary>Whether it was added: of several instances that start at once, one adds the first.</summary>
    private async Task<bool> AddAsync(string secret, string reason, bool onlyAsFirst, CancellationToken cancellation)
    {
        var result = await store.WriteAsync<ApiKey?>(
            async session =>
                onlyAsFirst && (await ApiKeyTable.ListAsync(session)).Count > 0
                    ? (ApiKey?)null
                    : await ApiKeyTable.AddAsync(session, new NewApiKey(secret, Name, Role.Admin, null, null), Name),
            cancellation
        );
        if (result.Succeeded(out var added, out _) && added is not null)
        {
            logger.LogInformation("Key {KeyId} with role {Role} was created by the {Reason}", added.Id, added.Role, reason);
            return true;
        }

        return false;
    }
}
