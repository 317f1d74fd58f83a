using FluentValidation;
using FluentValidation.Validators;

namespace CommitmentTracker.Http.Requests;

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

    public override bool IsValid(ValidationContext<T> context, IReadOnlyList<TItem> value) =>
        value.Count >= minCount && value.Count <= maxCount && !value.Contains(default!);

    protected override string GetDefaultMessageTemplate(string errorCode) =>
        minCount > 0
            ? $"must hold {minCount} to {maxCount} items, none of them null"
            : $"must hold at most {maxCount} items, none of them null";
}
