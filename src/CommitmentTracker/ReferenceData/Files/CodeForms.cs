using System.Text.RegularExpressions;
using CommitmentTracker.Domain;

namespace CommitmentTracker.ReferenceData.Files;

/// <summary>The forms of the codes.</summary>
internal static partial class CodeForms
{
    /// <summary>Of a commitment or an instrument.</summary>
    [GeneratedRegex(Commitment.CodePattern)]
    public static partial Regex Record { get; }

    [GeneratedRegex(Party.BodyCodePattern)]
    public static partial Regex Body { get; }

    [GeneratedRegex("^[A-Z]{2}$")]
    public static partial Regex MemberState { get; }

    [GeneratedRegex("^[A-Z]{3}$")]
    public static partial Regex Iso3 { get; }

    [GeneratedRegex("^[a-z][a-z_]{1,39}$")]
    public static partial Regex Theme { get; }
}
