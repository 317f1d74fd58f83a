using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Http.Queries;

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

    private static readonly string[] PageParameters = ["cursor", "limit", "fields"];

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
