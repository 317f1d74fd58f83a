using System.IO.Compression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Api.Caching;

/// <summary>How the bytes of an answer are packed on their way: as they are, or as the caller's Accept-Encoding has it.</summary>
internal sealed class ContentCoding
{
    public static readonly ContentCoding Identity = new("", body => body);
    private static readonly ContentCoding Brotli = new("br", body => new BrotliStream(body, CompressionLevel.Optimal, leaveOpen: true));
    private static readonly ContentCoding Gzip = new("gzip", body => new GZipStream(body, CompressionLevel.Optimal, leaveOpen: true));

    private readonly Func<Stream, Stream> over;

    private ContentCoding(string name, Func<Stream, Stream> over) => (Name, this.over) = (name, over);

    public string Name { get; }

    public bool IsIdentity => Name.Length == 0;

    /// <summary>The one that the caller likes best; of equals the one that packs closer.</summary>
    public static ContentCoding For(HttpRequest request)
    {
        var accepted = request.Headers.AcceptEncoding;
        if (accepted.Count == 0 || !StringWithQualityHeaderValue.TryParseList(accepted, out var known))
        {
            return Identity;
        }

        var (brotli, gzip) = (QualityOf(known, Brotli), QualityOf(known, Gzip));
        return brotli > 0 && brotli >= gzip ? Brotli
            : gzip > 0 ? Gzip
            : Identity;
    }

    /// <summary>The bytes in this coding are another representation, whose tag must differ; the version in front of it stays.</summary>
    public string TagOf(string tag) => IsIdentity ? tag : string.Concat(tag.AsSpan(0, tag.Length - 1), "-", Name, "\"");

    public byte[] Pack(ReadOnlySpan<byte> body)
    {
        using var packed = new MemoryStream();
        using (var packing = over(packed))
        {
            packing.Write(body);
        }

        return packed.ToArray();
    }

    /// <summary>Where to write an answer that is sent while it is made.</summary>
    public Stream Over(HttpResponse response)
    {
        Announce(response);
        return IsIdentity ? response.Body : over(response.Body);
    }

    public void Announce(HttpResponse response)
    {
        if (!IsIdentity)
        {
            response.Headers.ContentEncoding = new StringValues(Name);
        }
    }

    private static double QualityOf(IList<StringWithQualityHeaderValue> accepted, ContentCoding coding) =>
        (
            accepted.FirstOrDefault(each => each.Value.Equals(coding.Name, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(each => each.Value == "*")
        )
            is { } found
            ? found.Quality ?? 1
            : 0;
}
