using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CommitmentTracker.Domain;

/// <summary>A request that is not carried out, said so that the caller knows what to do next.</summary>
internal sealed record Refusal(ErrorCode Code, string Detail)
{
    private const int CodeMaxLength = 32;

    /// <summary>The faults by field, for validation.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>The faults by row and column, for an import.</summary>
    public IReadOnlyList<RowError>? RowErrors { get; init; }

    /// <summary>The record's present version, for a stale or missing If-Match.</summary>
    public long? CurrentVersion { get; init; }

    /// <summary>What a stranger sent as the code goes back into the answer shortened and without what a terminal would act on.</summary>
    public static Refusal NotFound(string what, string code) =>
        new(
            ErrorCode.NotFound,
            $"There is no {what} with the code {new string([.. code.Where(each => !char.IsControl(each)).Take(CodeMaxLength)])}."
        );

    public static Refusal Of(string field, string fault) =>
        new(ErrorCode.ValidationFailed, "The request does not meet the contract: see errors.")
        {
            Errors = new Dictionary<string, string[]> { [field] = [fault] },
        };

    public static Refusal OfParameter(string name, string fault) =>
        new(ErrorCode.InvalidParameter, "A parameter is missing or has a value it does not take: see errors.")
        {
            Errors = new Dictionary<string, string[]> { [name] = [fault] },
        };
}

/// <summary>Either what was asked for, or why not: ordinary flow needs no exceptions.</summary>
internal readonly struct Result<T>
{
    private readonly T? value;
    private readonly Refusal? refusal;

    private Result(T? value, Refusal? refusal) => (this.value, this.refusal) = (value, refusal);

    public bool Succeeded([MaybeNullWhen(false)] out T success, [MaybeNullWhen(true)] out Refusal failure)
    {
        (success, failure) = (value, refusal);
        return refusal is null;
    }

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>Why a request is refused. The names, in snake_case, are the stable <c>code</c> of the answer.</summary>
internal enum ErrorCode
{
    ValidationFailed,
    MalformedBody,
    UnknownParameter,
    InvalidParameter,
    InvalidCursor,
    InvalidHeader,
    BadRequest,
    Unauthenticated,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    NotAcceptable,
    CodeInUse,
    Conflict,
    AlreadyReviewed,
    NotVerified,
    RoundClosed,
    RoundNotClosed,
    Gone,
    VersionStale,
    BodyTooLarge,
    UnsupportedMediaType,
    UnknownReference,
    NoAssignment,
    RuleBroken,
    ImportRejected,
    IdempotencyKeyReused,
    VersionRequired,
    TooManyRequests,
    InternalError,
    StoreBusy,
    StoreUnavailable,
    StorageFull,
    OutcomeUnknown,
}

/// <summary>What is wrong with one cell of a sheet that is imported.</summary>
internal sealed record RowError
{
    /// <summary>The row as a spreadsheet numbers it: the header is row 1.</summary>
    /// <example>7</example>
    public required long Row { get; init; }

    /// <summary>The column by its name in the header; null where the whole row is wrong.</summary>
    /// <example>kind</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Column { get; init; }

    /// <summary>What kind of error it is.</summary>
    /// <example>invalid_value</example>
    public required RowErrorCode Code { get; init; }

    /// <summary>What is wrong, in words.</summary>
    /// <example>must be one of commitment, proposal, discussion, informational</example>
    public required string Message { get; init; }
}
