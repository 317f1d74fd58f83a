using System.Text.RegularExpressions;

namespace CommitmentTracker.Http.Queries;

/// <summary>One code.</summary>
internal sealed partial record Code(string Value, string? Fault) : IQueryValue<Code>
{
    public static Code Read(string text) => Form().IsMatch(text) ? new Code(text, null) : new Code("", "must be one code");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
