using System.Text.RegularExpressions;

namespace CommitmentTracker.Api.Queries;

/// <summary>A day as <c>YYYY-MM-DD</c>.</summary>
internal sealed record Day(DateOnly Value, string? Fault) : IQueryValue<Day>
{
    public static Day Read(string text) =>
        !DayJsonConverter.TryParse(text, out var day) ? new Day(default, "must be a date as YYYY-MM-DD")
        : !DayRange.Holds(day) ? new Day(default, DayRange.Rule)
        : new Day(day, null);
}

/// <summary>An instant as <c>YYYY-MM-DDThh:mm:ssZ</c>, or with another offset.</summary>
internal sealed record Instant(DateTimeOffset Value, string? Fault) : IQueryValue<Instant>
{
    public static Instant Read(string text) =>
        InstantJsonConverter.TryParse(text, out var instant)
            ? new Instant(instant, null)
            : new Instant(default, "must be an instant with its offset, as YYYY-MM-DDThh:mm:ssZ");
}

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

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record Flag(bool Value, string? Fault) : IQueryValue<Flag>
{
    public static Flag Read(string text) =>
        text is "true" or "false" ? new Flag(text == "true", null) : new Flag(false, "must be true or false");
}

/// <summary>One value of an enum, in camelCase: for parameters that name parts of the contract.</summary>
internal sealed record OneOf<T>(T Value, string? Fault) : IQueryValue<OneOf<T>>
    where T : struct, Enum
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static OneOf<T> Read(string text)
    {
        var index = Names.ToList().IndexOf(text);
        return index < 0
            ? new OneOf<T>(default, $"must be one of {string.Join(", ", Names)}")
            : new OneOf<T>(Enum.GetValues<T>()[index], null);
    }
}

/// <summary>One or several values of an enum, by comma.</summary>
internal sealed record AnyOf<T>(IReadOnlyList<T> Values, string? Fault) : IQueryValue<AnyOf<T>>
    where T : struct, Enum
{
    public IEnumerable<string> Codes => Values.Select(EnumCode.Of);

    public static AnyOf<T> Read(string text)
    {
        var values = new List<T>();
        foreach (var code in text.Split(','))
        {
            if (!EnumCode.TryParse<T>(code, out var value))
            {
                return new AnyOf<T>([], $"must be one or several of {string.Join(", ", EnumCode.All<T>())}, by comma");
            }

            values.Add(value);
        }

        return new AnyOf<T>([.. values.Distinct()], null);
    }
}

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

/// <summary>Words to search for.</summary>
internal sealed record SearchText(string Value, string? Fault) : IQueryValue<SearchText>
{
    public const int MaxLength = 200;

    public static SearchText Read(string text) =>
        text switch
        {
            { Length: > MaxLength } => new SearchText("", $"must be at most {MaxLength} characters"),
            _ when !text.Any(char.IsLetterOrDigit) => new SearchText("", "must hold a letter or a digit"),
            _ when text.Any(char.IsControl) => new SearchText("", "must not hold control characters"),
            _ => new SearchText(text, null),
        };
}

/// <summary>The token in the address of a private calendar feed.</summary>
internal sealed record FeedToken(string Value, string? Fault) : IQueryValue<FeedToken>
{
    public const int MaxLength = 100;

    public static FeedToken Read(string text) =>
        text is { Length: > 0 and <= MaxLength }
            ? new FeedToken(text, null)
            : new FeedToken("", "must be the token that the feed was created with");

    /// <summary>A record prints its members; a token must not find its way into a log.</summary>
    public override string ToString() => nameof(FeedToken);
}

/// <summary>The number of a change.</summary>
internal sealed record SequenceNumber(long Value, string? Fault) : IQueryValue<SequenceNumber>
{
    public const long Max = 9_007_199_254_740_991;

    public static SequenceNumber Read(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Max
            ? new SequenceNumber(number, null)
            : new SequenceNumber(0, "must be the number of a change, as an answer before gave it");
}

/// <summary>How many seconds an answer may be held back.</summary>
internal sealed record WaitSeconds(int Value, string? Fault) : IQueryValue<WaitSeconds>
{
    public const int Max = 30;

    public static WaitSeconds Read(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Max
            ? new WaitSeconds(seconds, null)
            : new WaitSeconds(0, $"must be a whole number of seconds from 0 to {Max}");
}

/// <summary>The query of reads that take nothing but a day.</summary>
internal sealed record AsOfQuery : IQueryGroup
{
    /// <summary>Derives deadline states and freshness as of this day instead of today. It does not rewind what was reported.</summary>
    /// <example>2027-01-01</example>
    [QueryParam]
    public Day? AsOf { get; init; }
}
