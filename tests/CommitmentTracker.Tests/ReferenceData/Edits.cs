using System.Net;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>What people do to the records between two starts.</summary>
internal static class Edits
{
    /// <summary>Changes a commitment, or a part of it, as it stands.</summary>
    public static async Task ChangeAsync(this TestService service, HttpMethod method, string code, string part = "", object? body = null)
    {
        var tag = await service.Admin.TagAsync($"/commitments/{code}");
        var answer = body is null
            ? await service.Admin.SendAsync(method, $"/commitments/{code}{part}", tag: tag)
            : await service.Admin.SendJsonAsync(method, $"/commitments/{code}{part}", body, tag);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.NoContent));
    }

    public static async Task CreateAsync(this TestService service, string code)
    {
        var body = new
        {
            code,
            title = "Made by people",
            kind = "commitment",
            scope = "regional",
            instrument = "HANOI-2026",
            theme = "coordination",
            publication = "published",
        };
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, "/commitments", body);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }
}
