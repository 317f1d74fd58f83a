using System.Text.RegularExpressions;

namespace CommitmentTracker.Http.Queries;

/// <summary>One or several codes, by comma.</summary>
internal sealed partial record CodeList(IReadOnlyList<string> Values, string? Fault) : IQueryValue<CodeList>, INames
{
    public const int MaxCount = 50;

    public const string Pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$";

    public static CodeList Read(string text)
    {
        var codes = text.Split(',').Distinct(StringComparer.Ordinal).ToList();
        return codes.Count <= MaxCount && codes.TrueForAll(code => Code().IsMatch(code))
            ? new CodeList(codes, null)
            : new CodeList([], $"must be one to {MaxCount} codes, by comma");
    }

    IReadOnlyList<string> INames.Codes => Values;

    public IQueryValue Of(IReadOnlyList<string> codes) => this with { Values = codes };

    public string FaultOf(IReadOnlyList<string> unknown, IReadOnlyList<string> all) =>
        $"must be one or several of {INames.Listed(all)}, by comma; there is no {string.Join(", ", unknown)}";

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
