using System.Security.Cryptography;
using System.Text;
using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Http.Access;

/// <summary>The keys as they are stored: by hash alone.</summary>
internal sealed class ApiKeys(Store store, ReportingClock clock)
{
    private const string FindSql = """
        select name, role, party_code, key_hash, expires_on
        from api_keys
        where key_hash = @hash and revoked_at is null
        """;

    private const string CountSql = "select count(*) from api_keys";

    private const string InsertSql = """
        insert into api_keys (api_key_id, name, role, party_code, key_hash, created_at, expires_on)
        values (@id, @name, @role, @party, @hash, @createdAt, @expiresOn)
        on conflict (key_hash) do nothing
        """;

    public async Task<ApiKeyRecord?> FindAsync(string key, CancellationToken cancellation)
    {
        var hash = ApiKey.HashOf(key);
        var row = await store.ReadAsync(session => session.FirstOrDefaultAsync<Row>(FindSql, new { hash }), cancellation);
        return row is not null && IsSame(hash, row.KeyHash) && !HasExpired(row)
            ? new ApiKeyRecord(row.Name, EnumCode.Parse<Role>(row.Role), row.PartyCode)
            : null;
    }

    public Task<long> CountAsync(CancellationToken cancellation) =>
        store.ReadAsync(session => session.SingleAsync<long>(CountSql), cancellation);

    public static async Task AddAsync(WriteSession session, string key, string name, Role role, string? party, DateOnly? expiresOn)
    {
        var id = Guid.CreateVersion7(session.Now).ToString();
        var added = await session.ExecuteAsync(
            InsertSql,
            new
            {
                id,
                name,
                role = EnumCode.Of(role),
                party,
                hash = ApiKey.HashOf(key),
                createdAt = Stored.Instant(session.Now),
                expiresOn = Stored.Day(expiresOn),
            }
        );
        if (added > 0)
        {
            await Journal.WriteAsync(
                session,
                new JournalEntry(new ChangeNote(name, ChangeType.ApiKeyCreated), ResourceType.ApiKey, id, 1, FieldChanges.None)
                {
                    WasPublic = false,
                    IsPublic = false,
                }
            );
        }
    }

    private bool HasExpired(Row row) => Stored.ParseDayOrNull(row.ExpiresOn) < clock.Today;

    private static bool IsSame(string hash, string stored) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(stored));

    private sealed record Row
    {
        public string Name { get; init; } = "";
        public string Role { get; init; } = "";
        public string? PartyCode { get; init; }
        public string KeyHash { get; init; } = "";
        public string? ExpiresOn { get; init; }
    }
}

internal sealed record ApiKeyRecord(string Name, Role Role, string? Party);
