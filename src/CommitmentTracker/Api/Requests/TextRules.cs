using System.Text.RegularExpressions;
using FluentValidation.Validators;

namespace CommitmentTracker.Api.Requests;

/// <summary>Rules for text that people write. Lengths count characters (code points), as the contract and the database do.</summary>
internal static class TextRules
{
    /// <summary>A character that is no white space: what a text has that is not blank.</summary>
    public const string NotBlank = $"[^{Controls}{Spaces}]";

    private const string Controls = @"\u0000-\u001F\u007F-\u009F";
    private const string Spaces = @" \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000";
    private const string LinePattern = $"^[^{Controls}]*{NotBlank}[^{Controls}]*$";
    private const string ProsePattern = @"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]*$";

    /// <summary>One line: no control characters, not blank.</summary>
    public static IRuleBuilderOptions<T, string?> Line<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.SetValidator(new TextRule<T>(1, maxLength, LinePattern, _ => false));

    /// <summary>Several lines: tabs and line breaks, no other control characters. May be empty.</summary>
    public static IRuleBuilderOptions<T, string?> Prose<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.SetValidator(new TextRule<T>(0, maxLength, ProsePattern, character => character is '\t' or '\n' or '\r'));

    /// <summary>A code of the given form, an anchored pattern without multiline text.</summary>
    public static IRuleBuilderOptions<T, string?> Code<T>(this IRuleBuilder<T, string?> rule, string pattern) =>
        rule.SetValidator(new CodeRule<T>(pattern));

    /// <summary>The address of a page: absolute, http or https.</summary>
    public static IRuleBuilderOptions<T, string?> WebAddress<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.SetValidator(new WebAddressRule<T>(maxLength));
}

/// <summary>What a rule on text tells the contract.</summary>
internal interface ITextRule
{
    int MinLength { get; }
    int MaxLength { get; }
    string Pattern { get; }
    string? Format { get; }
}

internal sealed class TextRule<T>(int minLength, int maxLength, string pattern, Func<char, bool> isAllowedControl)
    : PropertyValidator<T, string?>,
        ITextRule
{
    public override string Name => "TextRule";
    public int MinLength => minLength;
    public int MaxLength => maxLength;
    public string Pattern => pattern;
    public string? Format => null;

    public override bool IsValid(FluentValidation.ValidationContext<T> context, string? value)
    {
        var fault = value switch
        {
            null => null,
            _ when value.Any(character => char.IsControl(character) && !isAllowedControl(character)) => "must not hold control characters",
            _ when minLength > 0 && string.IsNullOrWhiteSpace(value) => "must not be empty or blank",
            _ when value.EnumerateRunes().Count() > maxLength => $"must be at most {maxLength} characters long",
            _ => null,
        };
        context.MessageFormatter.AppendArgument("Fault", fault);
        return fault is null;
    }

    protected override string GetDefaultMessageTemplate(string errorCode) => "{Fault}";
}

internal sealed class WebAddressRule<T>(int maxLength) : PropertyValidator<T, string?>, ITextRule
{
    public override string Name => "WebAddressRule";
    public int MinLength => 8;
    public int MaxLength => maxLength;
    public string Pattern => @"^https?://[^\s\u0000-\u001F\u007F-\u009F]+$";
    public string? Format => "uri";

    public override bool IsValid(FluentValidation.ValidationContext<T> context, string? value) =>
        value is null
        || (
            value.EnumerateRunes().Count() <= maxLength
            && !value.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
            && (value.StartsWith("https://", StringComparison.Ordinal) || value.StartsWith("http://", StringComparison.Ordinal))
            && Uri.TryCreate(value, UriKind.Absolute, out _)
        );

    protected override string GetDefaultMessageTemplate(string errorCode) =>
        $"must be an address that begins with http:// or https://, without spaces, at most {maxLength} characters long";
}

internal sealed class CodeRule<T>(string pattern) : PropertyValidator<T, string?>, ITextRule
{
    // \z where the contract has $: in .NET $ also matches before a last line break.
    private readonly Regex form = new(pattern.TrimEnd('$') + "\\z", RegexOptions.NonBacktracking);

    public override string Name => "CodeRule";
    public int MinLength => 2;
    public int MaxLength => Commitment.CodeMaxLength;
    public string Pattern => pattern;
    public string? Format => null;

    public override bool IsValid(FluentValidation.ValidationContext<T> context, string? value) => value is null || form.IsMatch(value);

    protected override string GetDefaultMessageTemplate(string errorCode) => $"must match {pattern}";
}
