using FluentValidation;
using FluentValidation.Validators;

namespace CommitmentTracker.Http.Requests;

internal static class CountRules
{
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>> MaxCount<T, TItem>(
        this IRuleBuilder<T, IReadOnlyList<TItem>> rule,
        int maxCount
    ) => rule.SetValidator(new CountRule<T, TItem>(maxCount));
}

/// <summary>What a rule on the number of items tells the contract.</summary>
internal interface ICountRule
{
    int MaxCount { get; }
}

internal sealed class CountRule<T, TItem>(int maxCount) : PropertyValidator<T, IReadOnlyList<TItem>>, ICountRule
{
    public override string Name => "CountRule";
    public int MaxCount => maxCount;

    public override bool IsValid(ValidationContext<T> context, IReadOnlyList<TItem> value) =>
        value.Count <= maxCount && !value.Contains(default!);

    protected override string GetDefaultMessageTemplate(string errorCode) => $"must hold at most {maxCount} items, none of them null";
}
