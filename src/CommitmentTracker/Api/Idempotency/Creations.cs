namespace CommitmentTracker.Api.Idempotency;

/// <summary>
/// Carries out creating requests. One that comes again with its Idempotency-Key gets the first answer again and creates nothing: the
/// answer is kept in the transaction that created, so there is never one without the other.
/// </summary>
internal sealed class Creations(Store store)
{
    public Task<IResult> AnswerAsync<T>(
        IdempotencyKey key,
        object request,
        Func<WriteSession, Task<Result<Created<T>>>> create,
        CancellationToken cancellation
    ) => AnswerAsync(key, request, create, answer => Answer.Created(answer.Body, answer.Location, answer.Version), cancellation);

    /// <summary>The same of what creates many records and is none itself, such as an import.</summary>
    public Task<IResult> AnswerDoneAsync<T>(
        IdempotencyKey key,
        object request,
        Func<WriteSession, Task<Result<T>>> create,
        CancellationToken cancellation
    ) => AnswerAsync(key, request, session => DoneAsync(session, create), answer => Answer.JsonBytes(answer.Body), cancellation);

    private static async Task<Result<Created<T>>> DoneAsync<T>(WriteSession session, Func<WriteSession, Task<Result<T>>> create) =>
        (await create(session)).Succeeded(out var done, out var refusal) ? new Created<T>(done, "") : refusal;

    private async Task<IResult> AnswerAsync<T>(
        IdempotencyKey key,
        object request,
        Func<WriteSession, Task<Result<Created<T>>>> create,
        Func<Bytes, IResult> answerWith,
        CancellationToken cancellation
    )
    {
        var result = await store.WriteAsync(
            session => key.IsGiven ? OnceAsync(session, key, request, create) : FirstAsync(session, create),
            cancellation
        );
        return result.Succeeded(out var answer, out var refusal) ? answerWith(answer) : Answer.Refused(refusal);
    }

    private static async Task<Result<Bytes>> OnceAsync<T>(
        WriteSession session,
        IdempotencyKey key,
        object request,
        Func<WriteSession, Task<Result<Created<T>>>> create
    )
    {
        var requestHash = key.RequestHash(request);
        if (await IdempotentAnswers.FindAsync(session, key.Hash) is { } known)
        {
            return known.RequestHash == requestHash
                ? Again(known, key)
                : new Refusal(
                    ErrorCode.IdempotencyKeyReused,
                    "This Idempotency-Key came with another request before. Choose a new key for a new request."
                );
        }

        var created = await create(session);
        if (!created.Succeeded(out var first, out var refusal))
        {
            return refusal;
        }

        var bytes = Bytes.Of(first);
        var kept = new IdempotentAnswer
        {
            KeyHash = key.Hash,
            RequestHash = requestHash,
            Location = bytes.Location,
            Version = bytes.Version,
            Body = first.IsSecret ? Seal.Close(bytes.Body, key.Secret) : Encoding.UTF8.GetString(bytes.Body),
            IsSealed = first.IsSecret ? 1 : 0,
        };
        await IdempotentAnswers.KeepAsync(session, kept);
        return bytes;
    }

    private static async Task<Result<Bytes>> FirstAsync<T>(WriteSession session, Func<WriteSession, Task<Result<Created<T>>>> create) =>
        (await create(session)).Succeeded(out var created, out var refusal) ? Bytes.Of(created) : refusal;

    private static Result<Bytes> Again(IdempotentAnswer known, IdempotencyKey key)
    {
        var body = known.IsSealed == 1 ? Seal.Open(known.Body, key.Secret) : Encoding.UTF8.GetBytes(known.Body);
        return body is not null
            ? new Bytes(body, known.Location, known.Version)
            : new Refusal(
                ErrorCode.Conflict,
                $"It was created, as {known.Location}, but its secret cannot be shown again to this credential."
            );
    }

    private sealed record Bytes(byte[] Body, string Location, long? Version)
    {
        public static Bytes Of<T>(Created<T> created) => new(Answer.Json(created.Value), created.Location, created.Version);
    }
}

/// <summary>A record that was created, and where it is.</summary>
internal sealed record Created<T>(T Value, string Location, long? Version = null)
{
    /// <summary>Whether the answer holds a secret, which must not be kept as it is.</summary>
    public bool IsSecret { get; init; }
}
