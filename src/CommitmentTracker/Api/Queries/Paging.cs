using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Extensions;

namespace CommitmentTracker.Api.Queries;

/// <summary>Where a page stands in its list.</summary>
internal sealed record Page
{
    /// <summary>How many items a page holds at most.</summary>
    public required int Limit { get; init; }

    /// <summary>How many records the whole selection holds, exactly.</summary>
    public required long Total { get; init; }

    /// <summary>What to send as <c>cursor</c> for the next page; null on the last one.</summary>
    public required string? Next { get; init; }
}

/// <summary>The query of a list that is read page by page.</summary>
internal sealed record PageQuery : IQueryGroup
{
    /// <summary>How many items a page holds at most.</summary>
    [QueryParam]
    public PageLimit? Limit { get; init; }

    /// <summary>Where the page begins: <c>page.next</c> of the one before it, with the same filters and sort.</summary>
    [QueryParam]
    public PageCursor? Cursor { get; init; }

    public int Size => Limit?.Value ?? PageLimit.Default;
}

/// <summary>How many items a page holds at most.</summary>
internal sealed record PageLimit(int Value, string? Fault) : IQueryValue<PageLimit>
{
    public const int Min = 1;
    public const int Max = 200;
    public const int Default = 50;

    public static PageLimit Read(string text)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit);
        return isNumber && limit is >= Min and <= Max
            ? new PageLimit(limit, null)
            : new PageLimit(Default, $"must be a whole number from {Min} to {Max}");
    }
}

/// <summary>The number of a page that is looked up for itself, as people do.</summary>
internal sealed record PageNumber(int Value, string? Fault) : IQueryValue<PageNumber>
{
    public const int Max = 100_000;

    public static PageNumber Read(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Max
            ? new PageNumber(number, null)
            : new PageNumber(1, $"must be a whole number from 1 to {Max}");
}

/// <summary>The cursor as the caller sent it back.</summary>
internal sealed record PageCursor(string Value, string? Fault) : IQueryValue<PageCursor>
{
    public static PageCursor Read(string text) =>
        text is { Length: > 0 and <= Cursor.MaxLength }
            ? new PageCursor(text, null)
            : new PageCursor("", "must be the cursor of a page before this one");
}

/// <summary>
/// Where the next page begins: the sort values of the last item sent, and a digest of the query they belong to. Opaque to the caller.
/// Nothing is kept on the server, and a page neither skips nor doubles a record that stays, whatever is written between two pages.
/// </summary>
internal sealed record Cursor(string Query, IReadOnlyList<string> After)
{
    public const int MaxLength = 2000;

    public static readonly Refusal Foreign = new(
        ErrorCode.InvalidCursor,
        "The cursor belongs to another list. Start without one, and keep filters and sort between pages."
    );

    /// <summary>No text of ours holds a control character. JSON would escape a long title to more than the longest cursor.</summary>
    private const char Separator = '\u001F';

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] PageParameters = ["cursor", "limit", "fields", "page"];

    /// <summary>What tells one list from another: the parameters that say which records and in which order.</summary>
    public static string DigestOf(IQueryCollection query)
    {
        var said = query.Where(pair => !PageParameters.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        var text = string.Join('\n', said.Select(pair => $"{pair.Key}={pair.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    public string Encode() => Base64Url.EncodeToString(Utf8.GetBytes(string.Join(Separator, After.Prepend(Query))));

    /// <summary>Null when the text is no cursor of this query.</summary>
    public static Cursor? Decode(string text, string query, int values)
    {
        try
        {
            var parts = text.Length > MaxLength ? [] : Utf8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
            return parts.Length == values + 1 && parts[0] == query ? new Cursor(query, parts[1..]) : null;
        }
        catch (Exception fault) when (fault is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}

internal static class NextLink
{
    private const string CursorName = "cursor";

    /// <summary>The Link header that leads to the next page: this request with another cursor.</summary>
    public static string? For(HttpRequest request, string? next)
    {
        if (next is null)
        {
            return null;
        }

        var query = new QueryBuilder(request.Query.Where(pair => pair.Key != CursorName)) { { CursorName, next } };
        return $"<{request.PathBase}{request.Path}{query}>; rel=\"next\"";
    }
}
