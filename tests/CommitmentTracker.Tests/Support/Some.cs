using System.Collections.Immutable;
using System.Globalization;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Tests.Support;

/// <summary>Values for tests that do not care which.</summary>
internal static class Some
{
    public const string Code = "AB-1";
    public const string Instrument = "SOME-PLAN";
    public const string OtherInstrument = "OTHER-PLAN";
    public const string MemberState = "ZZ";
    public const string Body = "WG-SOME";
    public const string Theme = "some_theme";

    public static Commitment Commitment(string code = Code) =>
        new()
        {
            Code = code,
            Title = $"Title of {code}",
            Kind = CommitmentKind.Commitment,
            Scope = Scope.Regional,
            Instrument = Instrument,
            Theme = Theme,
        };

    public static ImmutableSortedDictionary<string, Assignment> Assignments(IEnumerable<Assignment> assignments) =>
        assignments.ToImmutableSortedDictionary(each => each.Party, each => each, StringComparer.Ordinal);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static ReportingDay ReportingDay(string today, int dueSoonDays = 30, int staleAfterDays = 180) =>
        new(Day(today), dueSoonDays, staleAfterDays);
}
