using System.Text.RegularExpressions;

namespace CommitmentTracker.Http.Queries;

/// <summary>One code.</summary>
internal sealed partial record Code(string Value, string? Fault) : IQueryValue
{
    public static bool TryParse(string? text, out Code result)
    {
        result = Form().IsMatch(text ?? "") ? new Code(text!, null) : new Code("", "must be one code");
        return true;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
