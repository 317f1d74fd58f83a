using FluentValidation.Results;
using FluentValidation.Validators;

namespace CommitmentTracker.Api.Requests;

/// <summary>A validator, made once: it keeps no state, and making one takes long.</summary>
internal static class Rules<TRules>
    where TRules : IValidator, new()
{
    public static readonly TRules Shared = new();
}

internal static class CountRules
{
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>> MaxCount<T, TItem>(
        this IRuleBuilder<T, IReadOnlyList<TItem>> rule,
        int maxCount
    ) => rule.SetValidator(new CountRule<T, TItem>(0, maxCount));

    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>> Count<T, TItem>(
        this IRuleBuilder<T, IReadOnlyList<TItem>> rule,
        int minCount,
        int maxCount
    ) => rule.SetValidator(new CountRule<T, TItem>(minCount, maxCount));
}

/// <summary>What a rule on the number of items tells the contract.</summary>
internal interface ICountRule
{
    int MinCount { get; }
    int MaxCount { get; }
}

internal sealed class CountRule<T, TItem>(int minCount, int maxCount) : PropertyValidator<T, IReadOnlyList<TItem>>, ICountRule
{
    public override string Name => "CountRule";
    public int MinCount => minCount;
    public int MaxCount => maxCount;

    public override bool IsValid(FluentValidation.ValidationContext<T> context, IReadOnlyList<TItem> value) =>
        value.Count >= minCount && value.Count <= maxCount && !value.Contains(default!);

    protected override string GetDefaultMessageTemplate(string errorCode) =>
        minCount > 0
            ? $"must hold {minCount} to {maxCount} items, none of them null"
            : $"must hold at most {maxCount} items, none of them null";
}

internal static class Faults
{
    public const string Detail = "The request does not meet the contract: see errors.";

    public static Refusal Refusal(IEnumerable<ValidationFailure> failures) =>
        new(ErrorCode.ValidationFailed, Detail)
        {
            Errors = failures
                .GroupBy(fault => fault.PropertyName, fault => fault.ErrorMessage)
                .ToDictionary(faults => faults.Key, faults => faults.Distinct().ToArray()),
        };
}
