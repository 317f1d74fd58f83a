using System.Text.RegularExpressions;

namespace CommitmentTracker.Http.Queries;

/// <summary>One or several codes, by comma.</summary>
internal sealed partial record CodeList(IReadOnlyList<string> Values, string? Fault) : IQueryValue<CodeList>
{
    public const int MaxCount = 50;
    private const int MaxListed = 100;

    public const string Pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$";

    public static CodeList Read(string text)
    {
        var codes = text.Split(',').Distinct(StringComparer.Ordinal).ToList();
        return codes.Count <= MaxCount && codes.TrueForAll(code => Code().IsMatch(code))
            ? new CodeList(codes, null)
            : new CodeList([], $"must be one to {MaxCount} codes, by comma");
    }

    /// <summary>What is wrong with codes that name nothing, and what there is instead.</summary>
    public static string FaultOf(IReadOnlyList<string> unknown, IReadOnlyList<string> all)
    {
        var listed = string.Join(", ", all.Take(MaxListed)) + (all.Count > MaxListed ? $" and {all.Count - MaxListed} more" : "");
        return $"must be one or several of {listed}, by comma; there is no {string.Join(", ", unknown)}";
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
