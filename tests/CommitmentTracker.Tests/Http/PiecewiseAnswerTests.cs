using System.Net;
using CommitmentTracker.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CommitmentTracker.Tests.Http;

/// <summary>Held against the same bytes as an answer that is held whole.</summary>
internal sealed class PiecewiseAnswerTests
{
    private const string MediaType = "text/calendar; charset=utf-8";
    private const int Long = PiecewiseAnswer.MaxHeldBytes + 1;

    [Test]
    public async Task A_long_text_is_the_same_bytes_under_the_same_tag_as_one_that_is_held(
        [Values(PiecewiseAnswer.MaxHeldBytes, Long)] int length,
        [Values(DecompressionMethods.None, DecompressionMethods.GZip, DecompressionMethods.Brotli)] DecompressionMethods packed
    )
    {
        var body = new byte[length];
        new Random(1).NextBytes(body);
        await using var app = await ServeAsync(body);
        using var handler = new HttpClientHandler { AutomaticDecompression = packed };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(app.Urls.Single()) };

        using var held = await client.GetAsync(new Uri("/held", UriKind.Relative));
        using var pieces = await client.GetAsync(new Uri("/pieces", UriKind.Relative));
        Assert.That((await pieces.Content.ReadAsByteArrayAsync()).AsSpan().SequenceEqual(body));
        Assert.That(pieces.Headers.ETag, Is.EqualTo(held.Headers.ETag).And.Not.Null);
        Assert.That(pieces.Headers.CacheControl, Is.EqualTo(held.Headers.CacheControl));
        Assert.That(pieces.Headers.Vary, Is.EqualTo(held.Headers.Vary));
        Assert.That(pieces.Content.Headers.ContentType, Is.EqualTo(held.Content.Headers.ContentType));
        Assert.That(pieces.Content.Headers.ContentLength, Is.EqualTo(packed == DecompressionMethods.None ? length : null));

        using var known = new HttpRequestMessage(HttpMethod.Get, "/pieces");
        known.Headers.IfNoneMatch.Add(pieces.Headers.ETag!);
        using var again = await client.SendAsync(known);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(await again.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    private static async Task<WebApplication> ServeAsync(byte[] body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            IResult answer =
                context.Request.Path == "/held" ? new BytesAnswer(body, MediaType) : new PiecewiseAnswer(body.Chunk(10_000), MediaType);
            return answer.ExecuteAsync(context);
        });
        await app.StartAsync();
        return app;
    }
}
