using System.Net.Http.Headers;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Requests;

internal sealed class MergePatchTests
{
    private static readonly byte[][] NoText =
    [
        """{ "title": "\ud800" }"""u8.ToArray(),
        """{ "\udfff": 1 }"""u8.ToArray(),
        """{ "sources": [{ "document": "\ud800x" }] }"""u8.ToArray(),
        [.. "{ \"title\": \""u8, 0xFF, .. "\" }"u8],
        [.. "{ \""u8, 0xC3, .. "\": 1 }"u8],
    ];

    [Test]
    public async Task Text_that_is_no_Unicode_is_refused_and_no_fault_of_ours()
    {
        using var service = TestService.Start();
        foreach (var body in NoText)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/merge-patch+json");
            var answer = await service.Admin.SendAsync(HttpMethod.Patch, "/commitments/ANY-1", content, "*");
            await answer.ProblemAsync(400, "malformed_body");
        }
    }
}
