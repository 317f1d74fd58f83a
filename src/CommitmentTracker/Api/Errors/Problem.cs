using System.Diagnostics.Metrics;

namespace CommitmentTracker.Api.Errors;

/// <summary>An answer of RFC 9457 that says why the request was not carried out.</summary>
internal sealed record Problem
{
    /// <summary>Identifies the kind of problem: <c>urn:commitment-tracker:problem:</c> and the code.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem in a few words; the same for every problem of one code.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong this time, and what to do about it.</summary>
    public required string Detail { get; init; }

    /// <summary>The stable code to build on; docs/errors.md lists them all.</summary>
    public required ErrorCode Code { get; init; }

    /// <summary>What is wrong with each field or parameter.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>What is wrong with each cell of a sheet that was not imported: at most the first 1,000 errors.</summary>
    public IReadOnlyList<RowError>? RowErrors { get; init; }

    /// <summary>The version that the record has now, where a change was refused for its version.</summary>
    public long? CurrentVersion { get; init; }

    /// <summary>Finds the request in the service's log.</summary>
    public required string TraceId { get; init; }

    internal static Problem From(Refusal refusal, HttpContext context)
    {
        var entry = ErrorCatalogue.Of(refusal.Code);
        var code = EnumCode.Of(refusal.Code);
        return new Problem
        {
            Type = "urn:commitment-tracker:problem:" + code,
            Title = entry.Title,
            Status = entry.Status,
            Detail = refusal.Detail,
            Code = refusal.Code,
            Errors = refusal.Errors,
            RowErrors = refusal.RowErrors,
            CurrentVersion = refusal.CurrentVersion,
            TraceId = Logs.TraceId.Of(context),
        };
    }
}

/// <summary>Sends a refusal as problem+json, to people as a page.</summary>
internal sealed class ProblemAnswer(Refusal refusal) : IResult
{
    private const string MediaType = "application/problem+json";
    private const string RetryAfterSeconds = "2";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = Problem.From(refusal, httpContext);
        httpContext.RequestServices.GetRequiredService<RefusalMeter>().Count(EnumCode.Of(problem.Code));
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfterSeconds;
        }

        if (problem.Status == StatusCodes.Status415UnsupportedMediaType && HttpMethods.IsPatch(httpContext.Request.Method))
        {
            response.Headers["Accept-Patch"] = MergePatch.MediaType;
        }

        if (People.Ask(httpContext.Request) && httpContext.RequestServices.GetService<IProblemPage>() is { } page)
        {
            return page.ShowAsync(httpContext, problem);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(problem, JsonSetup.Problems);
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}

/// <summary>Counts the problems that are answered, by their code.</summary>
internal sealed class RefusalMeter : IDisposable
{
    private readonly Meter meter = new(StoreMeter.Name);
    private readonly Counter<long> refusals;

    public RefusalMeter() =>
        refusals = meter.CreateCounter<long>("commitment_tracker.refusals", "{refusal}", "How many requests were refused, by error code.");

    public void Count(string code) => refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Dispose() => meter.Dispose();
}
