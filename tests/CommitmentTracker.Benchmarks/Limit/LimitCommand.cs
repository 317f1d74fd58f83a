using System.CommandLine;
using System.Globalization;

namespace CommitmentTracker.Benchmarks.Limit;

/// <summary>
/// <c>limit</c>: the same server without a service behind it. <c>/27000</c> answers 27,000 prepared bytes, with their type and length and
/// nothing else: what no service on this server can be faster than.
/// </summary>
internal static class LimitCommand
{
    public const string Name = "limit";

    private const int MaxBytes = 32 * 1024 * 1024;

    public static Command Create()
    {
        var command = new Command(Name, "Answer prepared bytes; started by the measurement.") { Hidden = true };
        command.SetAction((_, cancellation) => ServeAsync(cancellation));
        return command;
    }

    private static async Task ServeAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        await using var app = builder.Build();
        var prepared = new byte[MaxBytes];
        Array.Fill(prepared, (byte)'x');
        app.Run(context => AnswerAsync(context, prepared));
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
    }

    private static Task AnswerAsync(HttpContext context, byte[] prepared)
    {
        var size = int.Parse(context.Request.Path.Value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = size;
        return context.Response.Body.WriteAsync(prepared, 0, size);
    }
}
