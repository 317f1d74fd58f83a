using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support.Oracle;

/// <summary>The filters of a query, read by hand.</summary>
internal sealed class Filters(string query)
{
    private readonly Dictionary<string, string> given = query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(each => each.Split('=', 2))
        .ToDictionary(parts => parts[0], parts => Uri.UnescapeDataString(parts[1]));

    public string? this[string name] => given.GetValueOrDefault(name);

    /// <summary>The query with all but these.</summary>
    public string Without(params string[] names) =>
        string.Join('&', given.Where(pair => !names.Contains(pair.Key)).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));

    public bool Has(string name, JsonNode? value) => this[name] is not { } wanted || wanted.Split(',').Contains((string?)value);

    /// <summary>One of those that are given, where any is.</summary>
    public bool HasAny(string[] names, JsonNode? value) =>
        names.All(name => this[name] is null) || names.Any(name => this[name] is not null && Has(name, value));

    public bool IsWithin(string from, string to, string? day) =>
        (this[from] is not { } first || (day is not null && string.CompareOrdinal(day, first) >= 0))
        && (this[to] is not { } last || (day is not null && string.CompareOrdinal(day, last) <= 0));

    /// <summary>Whether it is due in so many days as are asked for, counted from the day of the question.</summary>
    public bool IsNear(string? dueOn, string asOf) =>
        this["within"] is not { } within
        || (
            dueOn is not null
            && Some.Day(dueOn).DayNumber - Some.Day(asOf).DayNumber is var left
            && left >= 0
            && left <= int.Parse(within.TrimEnd('d'), CultureInfo.InvariantCulture)
        );

    /// <summary>What is asked of a commitment wherever it or a part of it is listed.</summary>
    public bool SelectRecord(JsonNode commitment) =>
        Has("kind", commitment["kind"])
        && Has("scope", commitment["scope"])
        && Has("theme", commitment["theme"])
        && (this["publication"] is null ? (string?)commitment["publication"] != "archived" : Has("publication", commitment["publication"]))
        && (this["instrument"] is null || SeenRecords.Instruments(commitment).Any(code => Has("instrument", code)))
        && (this["updatedSince"] is not { } since || Some.Instant((string)commitment["updatedAt"]!) >= Some.Instant(since))
        && (this["q"] is not { } words || words.Split(' ').All(piece => Texts(commitment).Any(text => Occurs(piece, text))));

    /// <summary>Whether a party that is asked for owns it, in a role that is asked for.</summary>
    public bool SelectOwner(JsonNode commitment) =>
        IsOwned(commitment, "party")
        && IsOwned(commitment, "memberState")
        && (this["role"] is null || SeenRecords.Owners(commitment).Any(own => Has("role", own["role"])));

    private bool IsOwned(JsonNode commitment, string name) =>
        this[name] is null || SeenRecords.Owners(commitment).Any(own => Has(name, own["party"]) && Has("role", own["role"]));

    private static string[] Texts(JsonNode commitment) =>
        [(string)commitment["code"]!, (string)commitment["title"]!, (string?)commitment["description"] ?? ""];

    /// <summary>As whole words one after the other, or the last of them as the beginning of one.</summary>
    private static bool Occurs(string piece, string text) => Words(text).Contains(Words(piece), StringComparison.Ordinal);

    /// <summary>With a space before each.</summary>
    private static string Words(string text)
    {
        var letters = text.ToLowerInvariant().Normalize(NormalizationForm.FormD).Where(letter => !IsDiacritic(letter)).ToArray();
        var words = new string([.. letters.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]);
        return string.Concat(words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => $" {word}"));
    }

    private static bool IsDiacritic(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;
}
