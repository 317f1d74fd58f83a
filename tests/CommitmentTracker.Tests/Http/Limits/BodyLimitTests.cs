using System.Net.Http.Headers;
using System.Text;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Limits;

[Parallelizable(ParallelScope.Self)]
internal sealed class BodyLimitTests
{
    private const int Limit = 1024 * 1024;

    private Stage stage = null!;

    [OneTimeSetUp]
    public async Task Start() => stage = await Stage.StartAsync();

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_body_over_the_limit_is_refused(bool isChunked)
    {
        var code = await stage.CommitmentAsync();
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/commitments"), (HttpMethod.Patch, $"/commitments/{code}") })
        {
            using var answer = await SendAsync(stage.Secretariat, method, path, Limit + 1, isChunked);
            await answer.ProblemAsync(413, "body_too_large");
        }
    }

    [Test]
    public async Task A_body_at_the_limit_is_read()
    {
        using var answer = await SendAsync(stage.Secretariat, HttpMethod.Post, "/commitments", Limit, isChunked: false);
        await answer.ProblemAsync(400, "validation_failed");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Who_may_not_send_one_is_refused_before_it_is_read(bool isChunked)
    {
        using var answer = await SendAsync(stage.Reader, HttpMethod.Post, "/commitments", 10 * Limit, isChunked);
        await answer.ProblemAsync(403, "forbidden");
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, int size, bool isChunked)
    {
        const string Start = "{\"title\":\"";
        const string End = "\"}";
        var text = Start + new string('a', size - Start.Length - End.Length) + End;
        using var request = new HttpRequestMessage(method, ApiExtensions.Root + path);
        request.Content = new StringContent(
            text,
            Encoding.UTF8,
            method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json"
        );
        request.Headers.TransferEncodingChunked = isChunked;
        // Else the client may still be sending when the refusal comes, and not see it.
        request.Headers.ExpectContinue = true;
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        return await client.SendAsync(request);
    }
}
