using System.Net.Sockets;
using System.Text;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http;

/// <summary>What is refused before there is a request to answer: by the server, with a status alone, as docs/errors.md says.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class EmptyRefusalTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start(settings: TestService.WithoutReferenceData);

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("TRACE")]
    [TestCase("PURGE")]
    public async Task A_method_that_an_address_does_not_know_is_405_with_a_problem(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/commitments");
        using var answer = await service.Public.SendAsync(request);
        await answer.ProblemAsync(405, "method_not_allowed");
        Assert.That(answer.Content.Headers.Allow, Is.EquivalentTo(["GET", "HEAD", "POST"]));
    }

    [TestCase(400, "GET /api/v1/commitments/A%00B HTTP/1.1\r\nHost: a\r\n\r\n")]
    [TestCase(400, "GET /api/v1/commitments HTTP/1.1\r\n\r\n")]
    [TestCase(414, "GET /api/v1/commitments?q=<9000> HTTP/1.1\r\nHost: a\r\n\r\n")]
    [TestCase(431, "GET /api/v1/commitments HTTP/1.1\r\nHost: a\r\nX: <40000>\r\n\r\n")]
    public async Task What_the_server_refuses_by_itself_has_a_status_alone_and_is_named_in_the_documentation(int status, string sent)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(service.Public.BaseAddress!.Host, service.Public.BaseAddress.Port);
        var stream = client.GetStream();
        var text = sent.Replace("<9000>", new string('a', 9000)).Replace("<40000>", new string('a', 40_000));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.That(await reader.ReadLineAsync(), Does.StartWith($"HTTP/1.1 {status} "));
        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("Content-Length: 0"));
        Assert.That(await File.ReadAllTextAsync(Repository.PathOf("docs", "errors.md")), Does.Match($"(?s)no body:.*[ \\n]{status} for "));
    }
}
