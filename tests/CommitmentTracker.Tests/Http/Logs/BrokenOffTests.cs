using System.Net.Sockets;
using System.Text;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Logs;

internal sealed class BrokenOffTests
{
    [TestCase("/api/v1/imports?of=commitments", "text/csv", "code,title\r\n")]
    [TestCase("/api/v1/commitments", "application/json", "{\"code\": ")]
    public async Task A_client_that_goes_away_while_it_sends_is_no_fault_of_ours(string path, string mediaType, string beginning)
    {
        using var log = new CapturedLog();
        using var service = TestService.StartLogged(log);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(service.Public.BaseAddress!.Host, service.Public.BaseAddress.Port);
            var head =
                $"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestService.AdminKey}\r\n"
                + $"Content-Type: {mediaType}\r\nContent-Length: 100000\r\n\r\n{beginning}";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
            await Task.Delay(300);
            // Without a farewell: a reset.
            client.Client.LingerState = new LingerOption(true, 0);
        }

        await Task.Delay(1000);
        Assert.That(await service.Public.GetStringAsync(new Uri("/health/live", UriKind.Relative)), Does.Contain("live"));
        Assert.That(string.Join("\n", log.Lines), Does.Contain("/api/v1/").And.Not.Contain("was answered 500"));
    }
}
