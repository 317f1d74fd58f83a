using System.Net;

namespace CommitmentTracker.Tests.Tracker;

/// <summary>
/// Sends each question twice: first as who holds an earlier answer and its tag, wherever it came from, then as who asks for the first time.
/// Both must come to the same bytes, whether they were remembered or made anew.
/// </summary>
/// <param name="held">The earlier answers, by address.</param>
/// <param name="inner">What sends them.</param>
internal sealed class TwiceAsked(Dictionary<string, HeldAnswer> held, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.PathAndQuery;
        var earlier = held.GetValueOrDefault(address);
        using var conditional = new HttpRequestMessage(request.Method, request.RequestUri);
        conditional.Headers.Authorization = request.Headers.Authorization;
        if (earlier is not null)
        {
            conditional.Headers.TryAddWithoutValidation("If-None-Match", earlier.Tag);
        }

        using var first = await base.SendAsync(conditional, cancellationToken);
        var isUnchanged = first.StatusCode == HttpStatusCode.NotModified;
        var shown = isUnchanged ? earlier!.Body : await first.Content.ReadAsStringAsync(cancellationToken);

        var answer = await base.SendAsync(request, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.That(answer.StatusCode, Is.EqualTo(isUnchanged ? HttpStatusCode.OK : first.StatusCode), address);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            Assert.That(shown, Is.EqualTo(body), $"{address} {(isUnchanged ? "with the tag of an earlier answer" : "asked twice")}");
        }

        held.Remove(address);
        if (answer.Headers.ETag is { } tag)
        {
            held[address] = new HeldAnswer(tag.ToString(), body);
        }

        return answer;
    }
}

internal sealed record HeldAnswer(string Tag, string Body);
