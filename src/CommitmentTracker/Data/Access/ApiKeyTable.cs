using System.Security.Cryptography;

namespace CommitmentTracker.Data.Access;

/// <summary>The keys as they are stored: by hash alone.</summary>
internal static class ApiKeyTable
{
    private const string SelectSql = """
        select api_key_id, name, role, party_code, key_hash, created_at, expires_on, last_used_on, revoked_at
        from api_keys
        """;

    private const string HoldsSql = "select api_key_id from api_keys where key_hash = @hash";

    private const string InsertSql = """
        insert into api_keys (api_key_id, name, role, party_code, key_hash, created_at, expires_on)
        values (@ApiKeyId, @Name, @Role, @PartyCode, @KeyHash, @CreatedAt, @ExpiresOn)
        on conflict (key_hash) do nothing
        """;

    private const string RevokeSql = "update api_keys set revoked_at = @now where api_key_id = @id and revoked_at is null";

    private const string UseSql = "update api_keys set last_used_on = @today where api_key_id = @id";

    /// <summary>Whether there is a key with this secret, valid or not.</summary>
    public static async Task<bool> HoldsAsync(Session session, string secret) =>
        await session.ReadAsync(HoldsSql, row => row.Text(), ("@hash", ApiKey.HashOf(secret))) is not [];

    public static async Task<ApiKey?> FindAsync(Session session, string secret)
    {
        var hash = ApiKey.HashOf(secret);
        var row = await session.FirstOrDefaultAsync<ApiKeyRow>($"{SelectSql} where key_hash = @hash", new { hash });
        return row is not null && IsSame(hash, row.KeyHash) ? row.ToKey() : null;
    }

    public static async Task<ApiKey?> FindAsync(Session session, Guid id) =>
        (await session.FirstOrDefaultAsync<ApiKeyRow>($"{SelectSql} where api_key_id = @id", new { id = id.ToString() }))?.ToKey();

    public static async Task<IReadOnlyList<ApiKey>> ListAsync(Session session) =>
        [.. (await session.QueryAsync<ApiKeyRow>($"{SelectSql} order by api_key_id")).Select(row => row.ToKey())];

    /// <summary>Null when there is a key with this secret already, as with a first key that the settings name at every start.</summary>
    public static async Task<ApiKey?> AddAsync(WriteSession session, NewApiKey key, string actor)
    {
        var added = new ApiKey(session.NewId(), key.Name, key.Role, key.Party, session.Now, key.ExpiresOn);
        if (await session.ExecuteAsync(InsertSql, ApiKeyRow.From(added, ApiKey.HashOf(key.Secret))) == 0)
        {
            return null;
        }

        await JournalAsync(session, added.Id, new ChangeNote(actor, ChangeType.ApiKeyCreated));
        return added;
    }

    /// <summary>Revoked once is revoked: doing it again changes nothing.</summary>
    public static async Task<ApiKey?> RevokeAsync(WriteSession session, Guid id, string actor)
    {
        if (await session.ExecuteAsync(RevokeSql, new { id = id.ToString(), now = Stored.Instant(session.Now) }) > 0)
        {
            await JournalAsync(session, id, new ChangeNote(actor, ChangeType.ApiKeyRevoked));
        }

        return await FindAsync(session, id);
    }

    public static Task UseAsync(WriteSession session, Guid id, DateOnly today) =>
        session.PutAsync(UseSql, new { id = id.ToString(), today = Stored.Day(today) });

    private static Task JournalAsync(WriteSession session, Guid id, ChangeNote note) =>
        Journal.WriteAsync(
            session,
            new JournalEntry(note, ResourceType.ApiKey, id.ToString(), 1, FieldChanges.None) { WasPublic = false, IsPublic = false }
        );

    private static bool IsSame(string hash, string stored) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(stored));
}

/// <summary>A key that is to be stored, with its secret.</summary>
internal sealed record NewApiKey(string Secret, string Name, Role Role, string? Party, DateOnly? ExpiresOn);

/// <summary>A row of the table of keys.</summary>
internal sealed record ApiKeyRow
{
    public string ApiKeyId { get; init; } = "";
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public string? PartyCode { get; init; }
    public string KeyHash { get; init; } = "";
    public string CreatedAt { get; init; } = "";
    public string? ExpiresOn { get; init; }
    public string? LastUsedOn { get; init; }
    public string? RevokedAt { get; init; }

    public ApiKey ToKey() =>
        new(
            Guid.Parse(ApiKeyId),
            Name,
            EnumCode.Parse<Role>(Role),
            PartyCode,
            Stored.ParseInstant(CreatedAt),
            Stored.ParseDayOrNull(ExpiresOn)
        )
        {
            LastUsedOn = Stored.ParseDayOrNull(LastUsedOn),
            RevokedAt = RevokedAt is null ? null : Stored.ParseInstant(RevokedAt),
        };

    public static ApiKeyRow From(ApiKey key, string hash) =>
        new()
        {
            ApiKeyId = key.Id.ToString(),
            Name = key.Name,
            Role = EnumCode.Of(key.Role),
            PartyCode = key.Party,
            KeyHash = hash,
            CreatedAt = Stored.Instant(key.CreatedAt),
            ExpiresOn = Stored.Day(key.ExpiresOn),
        };
}
