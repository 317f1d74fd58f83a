using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Api.Caching;

/// <summary>
/// A tag is the record's version and a digest of the bytes sent: the bytes change with the day and with who asks, so that a 304 is
/// never wrong, while If-Match looks at the version alone, so that yesterday's tag still guards an unchanged record.
/// </summary>
internal static class EntityTag
{
    private const int DigestLength = 16;

    public static string Of(ReadOnlySpan<byte> body, long? version)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, digest);
        return OfDigest(digest, version);
    }

    /// <summary>The same of a text in pieces, and how long it is.</summary>
    public static (string Tag, long Length) Of(IEnumerable<byte[]> pieces)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = 0L;
        foreach (var piece in pieces)
        {
            hash.AppendData(piece);
            length += piece.Length;
        }

        return (OfDigest(hash.GetHashAndReset(), null), length);
    }

    private static string OfDigest(ReadOnlySpan<byte> digest, long? version)
    {
        var text = Convert.ToHexStringLower(digest[..DigestLength]);
        return version is { } known ? $"\"{known.ToString(CultureInfo.InvariantCulture)}-{text}\"" : $"\"{text}\"";
    }

    /// <summary>Whether the caller's If-None-Match holds the tag; compared weakly, as RFC 9110 has it for reads.</summary>
    public static bool IsKnownTo(HttpRequest request, string tag)
    {
        var header = request.Headers.IfNoneMatch;
        return header.Count > 0 && (header is [var only] && only == tag || IsAmong(header, tag));
    }

    private static bool IsAmong(Microsoft.Extensions.Primitives.StringValues header, string tag) =>
        EntityTagHeaderValue.TryParseList(header, out var known)
        && known.Any(each => each == EntityTagHeaderValue.Any || each.Tag.Equals(tag, StringComparison.Ordinal));

    /// <summary>
    /// The version that a tag of ours was made for; null for a foreign one, which matches nothing. The weak form of a tag counts as the tag:
    /// a proxy that compresses an answer weakens it, and the version says all that a change must know.
    /// </summary>
    public static long? VersionOf(EntityTagHeaderValue tag)
    {
        var text = tag.Tag.AsSpan().Trim('"');
        var dash = text.IndexOf('-');
        return long.TryParse(dash < 0 ? text : text[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
    }

    public static ExpectedVersion Expected(IList<EntityTagHeaderValue> tags) =>
        tags.Contains(EntityTagHeaderValue.Any) ? ExpectedVersion.Any : ExpectedVersion.OneOf([.. tags.Select(VersionOf).OfType<long>()]);
}

/// <summary>The If-Match header of a change: an entity tag, several, or <c>*</c> for whatever version there is.</summary>
internal sealed record IfMatch(ExpectedVersion Expected) : IReadFromRequest<IfMatch>
{
    public static ValueTask<IfMatch> ReadAsync(HttpContext context) => ValueTask.FromResult(Read(context.Request));

    private static IfMatch Read(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return new IfMatch(ExpectedVersion.Missing);
        }

        return EntityTagHeaderValue.TryParseList(header, out var tags)
            ? new IfMatch(EntityTag.Expected(tags))
            : throw new RefusalException(
                new Refusal(ErrorCode.InvalidHeader, "If-Match takes the ETag of the record as it was sent, with its quotes, or *.")
            );
    }
}
