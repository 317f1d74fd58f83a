using System.Text.Json;
using CommitmentTracker.Domain;
using CommitmentTracker.Http.Requests;
using CommitmentTracker.Json;

namespace CommitmentTracker.Http.Errors;

/// <summary>Sends a refusal as problem+json.</summary>
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

        var body = JsonSerializer.SerializeToUtf8Bytes(problem, JsonSetup.Problems);
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}
