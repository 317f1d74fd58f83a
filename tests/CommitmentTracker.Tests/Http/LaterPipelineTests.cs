using CommitmentTracker.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CommitmentTracker.Tests.Http;

internal sealed class LaterPipelineTests
{
    [Test]
    public async Task A_request_that_comes_while_the_later_part_is_put_together_is_answered_by_it()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var pipeline = new LaterPipeline();
        app.Use((context, next) => context.Request.Path == "/health" ? context.Response.WriteAsync("well") : next(context));
        pipeline.EndWith(app, later => later.Run(context => context.Response.WriteAsync("later")));
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        var early = client.GetStringAsync(new Uri("/api", UriKind.Relative));
        Assert.That(await client.GetStringAsync(new Uri("/health", UriKind.Relative)), Is.EqualTo("well"));
        Assert.That(early.IsCompleted, Is.False);
        pipeline.Built.Start(TaskScheduler.Default);
        Assert.That(await early, Is.EqualTo("later"));
        Assert.That(await client.GetStringAsync(new Uri("/api", UriKind.Relative)), Is.EqualTo("later"));
    }
}
