using System.Linq.Expressions;
using System.Reflection;
using FluentValidation.Validators;

namespace CommitmentTracker.Api.Requests;

/// <summary>
/// Rules on whether a member must be given, by what another member of the record says. A member that is null, blank or left out is not
/// given.
/// </summary>
internal static class PresenceRules
{
    /// <summary>Must be given when the other member is one of the values, and may be given in any case.</summary>
    public static IRuleBuilderOptions<T, TMember> NeededWhen<T, TMember, TOther>(
        this IRuleBuilder<T, TMember> rule,
        Expression<Func<T, TOther>> other,
        params TOther[] values
    ) => rule.SetValidator(new PresenceRule<T, TMember>(PropertyOf(other), [.. values], isNeededThen: true, isExact: false));

    /// <summary>Must be given unless the other member is one of the values, and may be given in any case.</summary>
    public static IRuleBuilderOptions<T, TMember> NeededUnless<T, TMember, TOther>(
        this IRuleBuilder<T, TMember> rule,
        Expression<Func<T, TOther>> other,
        params TOther[] values
    ) => rule.SetValidator(new PresenceRule<T, TMember>(PropertyOf(other), [.. values], isNeededThen: false, isExact: false));

    /// <summary>Must be given when the other member is not, and may be given in any case.</summary>
    public static IRuleBuilderOptions<T, TMember> NeededWithout<T, TMember, TOther>(
        this IRuleBuilder<T, TMember> rule,
        Expression<Func<T, TOther>> other
    ) => rule.SetValidator(new PresenceRule<T, TMember>(PropertyOf(other), [null], isNeededThen: true, isExact: false));

    /// <summary>Must be given when the other member is one of the values, and must not otherwise.</summary>
    public static IRuleBuilderOptions<T, TMember> GivenOnlyWhen<T, TMember, TOther>(
        this IRuleBuilder<T, TMember> rule,
        Expression<Func<T, TOther>> other,
        params TOther[] values
    ) => rule.SetValidator(new PresenceRule<T, TMember>(PropertyOf(other), [.. values], isNeededThen: true, isExact: true));

    /// <summary>Must not be given when the other member is one of the values, and must otherwise.</summary>
    public static IRuleBuilderOptions<T, TMember> GivenUnless<T, TMember, TOther>(
        this IRuleBuilder<T, TMember> rule,
        Expression<Func<T, TOther>> other,
        params TOther[] values
    ) => rule.SetValidator(new PresenceRule<T, TMember>(PropertyOf(other), [.. values], isNeededThen: false, isExact: true));

    /// <summary>Must be given with the other member, and only with it.</summary>
    public static IRuleBuilderOptions<T, TMember> GivenOnlyWith<T, TMember, TOther>(
        this IRuleBuilder<T, TMember> rule,
        Expression<Func<T, TOther>> other
    ) => rule.SetValidator(new PresenceRule<T, TMember>(PropertyOf(other), [null], isNeededThen: false, isExact: true));

    private static PropertyInfo PropertyOf<T, TOther>(Expression<Func<T, TOther>> other) =>
        (PropertyInfo)((MemberExpression)other.Body).Member;
}

/// <summary>What a rule on whether a member is given tells the contract.</summary>
internal interface IPresenceRule
{
    /// <summary>The member that decides, as it is called in C#.</summary>
    string Other { get; }

    /// <summary>Its values that decide, as in JSON; null where it is not given.</summary>
    IReadOnlyList<JsonNode?> Values { get; }

    /// <summary>Whether the member is needed when the other one has such a value; if not, it is needed when that has another one.</summary>
    bool IsNeededThen { get; }

    /// <summary>Whether the member must not be given where it is not needed.</summary>
    bool IsExact { get; }
}

internal sealed class PresenceRule<T, TMember>(PropertyInfo other, IReadOnlyList<object?> values, bool isNeededThen, bool isExact)
    : PropertyValidator<T, TMember>,
        IPresenceRule
{
    public override string Name => "PresenceRule";
    public string Other => other.Name;
    public IReadOnlyList<JsonNode?> Values => [.. values.Select(value => JsonSerializer.SerializeToNode(value, JsonSetup.Contract))];
    public bool IsNeededThen => isNeededThen;
    public bool IsExact => isExact;

    public override bool IsValid(FluentValidation.ValidationContext<T> context, TMember value)
    {
        var isNeeded = values.Contains(other.GetValue(context.InstanceToValidate)) == isNeededThen;
        var isGiven = value is string text ? !string.IsNullOrWhiteSpace(text) : value is not null;
        return isGiven == isNeeded || (isGiven && !isExact);
    }

    protected override string GetDefaultMessageTemplate(string errorCode) => "must be given, or left out, as the contract says";
}
