using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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

    private static readonly string[] PageParameters = ["cursor", "limit", "fields"];

    /// <summary>What tells one list from another: the parameters that say which records and in which order.</summary>
    public static string DigestOf(IQueryCollection query)
    {
        var said = query.Where(pair => !PageParameters.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        var text = string.Join('\n', said.Select(pair => $"{pair.Key}={pair.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Null when the text is no cursor of this query.</summary>
    public static Cursor? Decode(string text, string query, int values)
    {
        try
        {
            var cursor = text.Length > MaxLength ? null : JsonSerializer.Deserialize<Cursor>(Base64Url.DecodeFromChars(text));
            return cursor?.Query == query && cursor.After?.Count == values && !cursor.After.Contains(null!) ? cursor : null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return null;
        }
    }
}
