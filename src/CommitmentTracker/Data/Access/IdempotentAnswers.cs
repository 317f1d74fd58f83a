namespace CommitmentTracker.Data.Access;

/// <summary>The first answers to creating requests, in the transaction that creates.</summary>
internal static class IdempotentAnswers
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const string FindSql = """
        select key_hash, request_hash, location, version, body, is_sealed
        from idempotent_answers
        where key_hash = @keyHash and created_at > @forgotten
        """;

    private const string ForgetSql = "delete from idempotent_answers where created_at <= @forgotten";

    private const string InsertSql = """
        insert into idempotent_answers (key_hash, request_hash, location, version, body, is_sealed, created_at)
        values (@KeyHash, @RequestHash, @Location, @Version, @Body, @IsSealed, @CreatedAt)
        """;

    public static Task<IdempotentAnswer?> FindAsync(WriteSession session, string keyHash) =>
        session.FirstOrDefaultAsync<IdempotentAnswer>(FindSql, new { keyHash, forgotten = Forgotten(session) });

    public static async Task KeepAsync(WriteSession session, IdempotentAnswer answer)
    {
        await session.PutAsync(ForgetSql, new { forgotten = Forgotten(session) });
        await session.PutAsync(
            InsertSql,
            new
            {
                answer.KeyHash,
                answer.RequestHash,
                answer.Location,
                answer.Version,
                answer.Body,
                answer.IsSealed,
                CreatedAt = Stored.Instant(session.Now),
            }
        );
    }

    private static string Forgotten(WriteSession session) => Stored.Instant(session.Now - Kept);
}

/// <summary>An answer that was given once.</summary>
internal sealed record IdempotentAnswer
{
    public string KeyHash { get; init; } = "";
    public string RequestHash { get; init; } = "";
    public string Location { get; init; } = "";
    public long? Version { get; init; }
    public string Body { get; init; } = "";
    public long IsSealed { get; init; }
}
