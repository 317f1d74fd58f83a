using System.Collections.Concurrent;
using System.Resources;
using Microsoft.AspNetCore.Components;

namespace CommitmentTracker.Features.Pages;

/// <summary>
/// The texts of the pages in one language, out of <c>Texts.resx</c> and what stands beside it for each other language. What is recorded is
/// shown as it was written.
/// </summary>
internal sealed class Texts
{
    private static readonly ResourceManager Resources = new(typeof(Texts));

    private static readonly Dictionary<Language, Texts> All = Language.All.ToDictionary(each => each, each => new Texts(each));

    /// <summary>Those that were asked for: to look one up among the resources takes many times as long, and a page shows hundreds.</summary>
    private readonly ConcurrentDictionary<string, string> found = new(StringComparer.Ordinal);
    private readonly Func<string, string> find;
    private readonly ConcurrentDictionary<string, MarkupString> pieces = new(StringComparer.Ordinal);

    private Texts(Language language)
    {
        var culture = CultureInfo.GetCultureInfo(language.Code);
        find = key => Resources.GetString(key, culture) ?? throw new InvalidOperationException($"There is no text {key} in Texts.resx.");
    }

    public string this[string key] => found.GetOrAdd(key, find);

    public static Texts In(Language language) => All[language];

    public string Of(string key, params object?[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>One of two texts: for one thing, or for another number of them.</summary>
    public string Count(string key, long count) => Of(count == 1 ? key + ".One" : key, count);

    /// <summary>How far a due date lies ahead, or behind.</summary>
    public string Days(int left) =>
        left == 0 ? this["Days.Today"]
        : left > 0 ? Count("Days.Left", left)
        : Count("Days.Late", -left);

    /// <summary>The word for a value, such as a status.</summary>
    public string Word<T>(T value)
        where T : struct, Enum => this[KeyOf(value)];

    /// <summary>How a value is always shown, made once of its word: a page shows hundreds of them.</summary>
    public MarkupString Piece<T>(T value, Func<string, T, string> make)
        where T : struct, Enum
    {
        var key = KeyOf(value);
        return pieces.TryGetValue(key, out var piece) ? piece : pieces[key] = new MarkupString(make(this[key], value));
    }

    /// <summary>A day in full, so that nobody takes the day for the month.</summary>
    public string Day(DateOnly day) => Of("Date.Day", day.Day, this[$"Month.{day.Month}"], day.Year);

    public string Month(DateOnly day) => Of("Date.Month", this[$"Month.{day.Month}"], day.Year);

    /// <summary>A due date as exactly as it is known.</summary>
    public string Due(DateOnly day, DatePrecision precision) =>
        precision switch
        {
            DatePrecision.Day => Day(day),
            DatePrecision.Month => Month(day),
            DatePrecision.Quarter => Of("Date.Quarter", (day.Month + 2) / 3, day.Year),
            _ => Of("Date.Year", day.Year),
        };

    public string Due(Deadline deadline) =>
        deadline is { DueOn: { } day, Precision: { } precision } ? Due(day, precision) : this["Deadline.None"];

    /// <summary>An instant in UTC, to the minute.</summary>
    public string Instant(DateTimeOffset at) =>
        Of("Date.Instant", Day(DateOnly.FromDateTime(at.UtcDateTime)), at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture));

    public string Rate(decimal? rate) =>
        rate is { } known ? Of("Rate", (known * 100).ToString("0.0", CultureInfo.InvariantCulture)) : this["Rate.None"];

    private static string KeyOf<T>(T value)
        where T : struct, Enum => Keys<T>.All[value];

    /// <summary>The keys of the words, by value.</summary>
    private static class Keys<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> All = Enum.GetValues<T>()
            .ToDictionary(value => value, value => $"{typeof(T).Name}.{EnumCode.Of(value)}");
    }
}
