using System.Globalization;
using System.Text.RegularExpressions;

namespace CommitmentTracker.Http.Queries;

/// <summary>So many days from a day on, such as <c>30d</c>.</summary>
internal sealed partial record Within(int Days, string? Fault) : IQueryValue<Within>
{
    public const string Pattern = "^[0-9]{1,4}d$";

    public static Within Read(string text) =>
        Span().IsMatch(text)
            ? new Within(int.Parse(text.AsSpan()[..^1], CultureInfo.InvariantCulture), null)
            : new Within(0, "must be a number of days with a d after it, from 0d to 9999d");

    [GeneratedRegex("^[0-9]{1,4}d\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Span();
}
