using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Caching;

[Parallelizable(ParallelScope.Self)]
internal sealed class ContentCodingTests
{
    private const string List = "/commitments?limit=200";

    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("gzip, deflate, br", "br")]
    [TestCase("gzip", "gzip")]
    [TestCase("br;q=0.5, gzip", "gzip")]
    [TestCase("*", "br")]
    [TestCase("br;q=0, gzip;q=0.1", "gzip")]
    [TestCase("deflate", null)]
    [TestCase("br;q=0", null)]
    [TestCase("identity", null)]
    [TestCase(";;", null)]
    public async Task A_list_comes_packed_as_the_caller_accepts_it(string accepted, string? coding)
    {
        // Twice: the second may be remembered.
        for (var time = 0; time < 2; time++)
        {
            using var plain = await ReadAsync(List, null);
            using var answer = await ReadAsync(List, accepted);
            Assert.That(answer.Content.Headers.ContentEncoding.SingleOrDefault(), Is.EqualTo(coding));
            Assert.That(await UnpackedAsync(answer), Is.EqualTo(await plain.Content.ReadAsByteArrayAsync()));
            Assert.That(answer.Headers.Vary, Does.Contain("Accept-Encoding"));
            Assert.That(plain.Headers.Vary, Does.Contain("Accept-Encoding"));
            if (coding is not null)
            {
                Assert.That(answer.Content.Headers.ContentLength, Is.LessThan(plain.Content.Headers.ContentLength!.Value / 3));
            }
        }
    }

    [Test]
    public async Task Each_coding_has_a_tag_of_its_own_and_each_is_a_304_to_who_holds_it()
    {
        var tags = new List<EntityTagHeaderValue>();
        foreach (var accepted in new[] { null, "gzip", "br" })
        {
            using var answer = await ReadAsync(List, accepted);
            tags.Add(answer.Headers.ETag!);
            using var again = await ReadAsync(List, accepted, answer.Headers.ETag);
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(again.Headers.ETag, Is.EqualTo(answer.Headers.ETag));
        }

        Assert.That(tags, Is.Unique);
        using var another = await ReadAsync(List, "br", tags[0]);
        Assert.That(another.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_tag_of_a_packed_record_guards_its_change()
    {
        using var record = await ReadAsync("/commitments/HND-10", "br");
        Assert.That(record.Content.Headers.ContentEncoding, Is.EqualTo(["br"]));
        var changed = await service.Admin.SendJsonAsync(
            HttpMethod.Patch,
            "/commitments/HND-10",
            new { verb = "advocates still" },
            $"{record.Headers.ETag}"
        );
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK), await changed.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task An_export_is_packed_while_it_is_sent()
    {
        using var plain = await ReadAsync("/commitments.csv", null);
        using var answer = await ReadAsync("/commitments.csv", "gzip");
        Assert.That(answer.Content.Headers.ContentEncoding, Is.EqualTo(["gzip"]));
        Assert.That(await UnpackedAsync(answer), Is.EqualTo(await plain.Content.ReadAsByteArrayAsync()));
    }

    [TestCase("/themes?limit=1")]
    [TestCase("/templates/commitments.xlsx")]
    [TestCase("/commitments.xlsx")]
    public async Task What_is_short_or_packed_already_is_sent_as_it_is(string path)
    {
        using var answer = await ReadAsync(path, "gzip, br");
        Assert.That(answer.Content.Headers.ContentEncoding, Is.Empty);
    }

    [Test]
    public async Task A_packed_body_is_refused_as_such()
    {
        var content = new ByteArrayContent([0x1F, 0x8B, 8, 0]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await service.Admin.SendAsync(HttpMethod.Post, "/commitments", content);
        var problem = await answer.ProblemAsync(415, "unsupported_media_type");
        Assert.That((string?)problem["detail"], Does.Contain("Content-Encoding"));
        Assert.That(answer.Headers.GetValues("Accept-Encoding"), Is.EqualTo(["identity"]));
    }

    private async Task<HttpResponseMessage> ReadAsync(string path, string? accepted, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiExtensions.Root + path);
        if (accepted is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        }

        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        return await service.Public.SendAsync(request);
    }

    private static async Task<byte[]> UnpackedAsync(HttpResponseMessage answer)
    {
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using Stream unpacked = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var bytes = new MemoryStream();
        await unpacked.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
