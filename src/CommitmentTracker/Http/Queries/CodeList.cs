using System.Text.RegularExpressions;

namespace CommitmentTracker.Http.Queries;

/// <summary>One or several codes, by comma.</summary>
internal sealed partial record CodeList(IReadOnlyList<string> Values, string? Fault) : IQueryValue
{
    public const int MaxCount = 50;
    public const string Pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$";

    public static bool TryParse(string? text, out CodeList result)
    {
        var codes = (text ?? "").Split(',').Distinct(StringComparer.Ordinal).ToList();
        result =
            codes.Count <= MaxCount && codes.TrueForAll(code => Code().IsMatch(code))
                ? new CodeList(codes, null)
                : new CodeList([], $"must be one to {MaxCount} codes, by comma");
        return true;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
