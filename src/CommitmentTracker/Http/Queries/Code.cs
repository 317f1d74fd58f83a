using System.Text.RegularExpressions;

namespace CommitmentTracker.Http.Queries;

/// <summary>One code.</summary>
internal sealed partial record Code(string Value, string? Fault) : IQueryValue<Code>, INames
{
    public static Code Read(string text) => Form().IsMatch(text) ? new Code(text, null) : new Code("", "must be one code");

    IReadOnlyList<string> INames.Codes => [Value];

    public IQueryValue Of(IReadOnlyList<string> codes) => this with { Value = codes[0] };

    public string FaultOf(IReadOnlyList<string> unknown, IReadOnlyList<string> all) =>
        $"must be one of {INames.Listed(all)}; there is no {string.Join(", ", unknown)}";

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
