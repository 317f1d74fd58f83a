using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// Puts each request to two services that were written to alike, and holds what the second answers against the first: the same status, the
/// same headers, the same bytes. What each draws by chance (ids, keys, tags, cursors, traces) has another value in each, and is told apart by
/// standing in the same place.
/// </summary>
internal sealed class TwinHandler(Uri second, TwinNames names) : DelegatingHandler(new HttpClientHandler { AllowAutoRedirect = false })
{
    private static readonly string[] Compared = ["ETag", "Location", "Link", "Cache-Control", "Retry-After"];

    private readonly HttpClient other = new(new HttpClientHandler { AllowAutoRedirect = false });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        using var twin = TwinOf(request, body);
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        using var twinAnswer = await other.SendAsync(twin, cancellationToken);
        names.Compare($"{request.Method} {request.RequestUri!.PathAndQuery}", await TextAsync(answer), await TextAsync(twinAnswer));
        return answer;
    }

    protected override void Dispose(bool disposing)
    {
        other.Dispose();
        base.Dispose(disposing);
    }

    private HttpRequestMessage TwinOf(HttpRequestMessage request, byte[]? body)
    {
        var twin = new HttpRequestMessage(request.Method, new Uri(second, names.Of(request.RequestUri!.PathAndQuery)));
        foreach (var (name, values) in request.Headers)
        {
            twin.Headers.TryAddWithoutValidation(name, values.Select(names.Of));
        }

        if (body is not null)
        {
            var isText =
                request.Content!.Headers.ContentType?.MediaType is not { } type || !type.Contains("sheet", StringComparison.Ordinal);
            twin.Content = new ByteArrayContent(isText ? Encoding.UTF8.GetBytes(names.Of(Encoding.UTF8.GetString(body))) : body);
            foreach (var (name, values) in request.Content.Headers.Where(header => header.Key != "Content-Length"))
            {
                twin.Content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return twin;
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        var text = new StringBuilder(
            $"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} {answer.Content.Headers.ContentDisposition}\n"
        );
        foreach (var name in Compared.Where(answer.Headers.Contains))
        {
            text.Append(name).Append(": ").AppendJoin(", ", answer.Headers.GetValues(name)).Append('\n');
        }

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var address = answer.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Authority);
        return (text + (bytes is [(byte)'P', (byte)'K', ..] ? Unpacked(bytes) : Encoding.UTF8.GetString(bytes))).Replace(
            address,
            "http://service",
            StringComparison.Ordinal
        );
    }

    /// <summary>The sheets of a workbook: how well its parts are packed may differ with what is in them.</summary>
    private static string Unpacked(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        return string.Concat(
            archive.Entries.Select(entry =>
            {
                using var reader = new StreamReader(entry.Open());
                return $"{entry.FullName}\n{reader.ReadToEnd()}\n";
            })
        );
    }
}

/// <summary>What two services call the same thing.</summary>
internal sealed partial class TwinNames
{
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>How many answers were compared.</summary>
    public int Answers { get; private set; }

    /// <summary>The second's word for what the first has drawn.</summary>
    public string Of(string text) => Drawn().Replace(text, match => known.GetValueOrDefault(match.Value, match.Value));

    /// <summary>What stands in the same places.</summary>
    public void Learn(IEnumerable<string> first, IEnumerable<string> second)
    {
        foreach (var (one, other) in first.Zip(second))
        {
            known[one] = other;
        }
    }

    public void Compare(string about, string first, string second)
    {
        Answers++;
        var pairs = Drawn().Matches(first).Select(match => match.Value).Zip(Drawn().Matches(second).Select(match => match.Value)).ToList();
        if (Masked(first) == Masked(second) && pairs.All(pair => known.GetValueOrDefault(pair.First, pair.Second) == pair.Second))
        {
            pairs.ForEach(pair => known[pair.First] = pair.Second);
            return;
        }

        // Records of one instant stand in the order of their ids, of which half is drawn.
        Assert.That(Sorted(second), Is.EqualTo(Sorted(first)), about);
    }

    private static string Masked(string text) => Drawn().Replace(text, "*");

    private static string Sorted(string text)
    {
        var lines = Masked(text).Split('\n').Select(line => line.StartsWith('{') ? Sorted(JsonNode.Parse(line)!).ToJsonString() : line);
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static JsonNode Sorted(JsonNode node) =>
        node switch
        {
            JsonArray array => new JsonArray([
                .. array.Select(each => each is null ? null : Sorted(each)).OrderBy(each => each?.ToJsonString(), StringComparer.Ordinal),
            ]),
            JsonObject members => new JsonObject(
                members.Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : Sorted(member.Value)))
            ),
            _ => node.DeepClone(),
        };

    /// <summary>Longer than any code, and without a blank: what is the same in both stays itself.</summary>
    [GeneratedRegex("[0-9A-Za-z_-]{20,}")]
    private static partial Regex Drawn();
}
