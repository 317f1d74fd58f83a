using System.Diagnostics.CodeAnalysis;

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
