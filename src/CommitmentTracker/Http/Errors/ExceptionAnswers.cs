using System.Text.Json;
using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace CommitmentTracker.Http.Errors;

/// <summary>Turns what was thrown into an answer that says what to do and shows nothing of our inside; the log has the rest.</summary>
internal sealed class ExceptionAnswers(Damage damage) : IExceptionHandler
{
    private static readonly Refusal BrokenOff = new(ErrorCode.BadRequest, "The request was broken off.");

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var refusal = exception switch
        {
            RefusalException refused => refused.Refusal,
            BadHttpRequestException { InnerException: JsonException fault } => JsonFaults.Explain(fault),
            BadHttpRequestException fault => Explain(fault, httpContext),
            StoreException fault => Explain(fault),
            // A client that goes away while its body is read is no fault of ours.
            ConnectionResetException => BrokenOff,
            OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested => BrokenOff,
            _ => new Refusal(ErrorCode.InternalError, ErrorCatalogue.Of(ErrorCode.InternalError).WhatToDo),
        };
        if (exception is StoreException { Fault: var kind })
        {
            damage.Note(kind);
        }

        await new ProblemAnswer(refusal).ExecuteAsync(httpContext);
        return true;
    }

    private static Refusal Explain(BadHttpRequestException fault, HttpContext http) =>
        ErrorCatalogue.ForStatus(fault.StatusCode) switch
        {
            ErrorCode.BodyTooLarge => new Refusal(
                ErrorCode.BodyTooLarge,
                $"The body is larger than this operation takes: {MaxBodyMebibytes(http)} MiB."
            ),
            ErrorCode.UnsupportedMediaType => new Refusal(ErrorCode.UnsupportedMediaType, ErrorCatalogue.WrongMediaType),
            ErrorCode.BadRequest when http.Request.ContentLength is null or 0 => new Refusal(
                ErrorCode.MalformedBody,
                "The request needs a body, and there is none."
            ),
            var code => new Refusal(code, ErrorCatalogue.Of(code).WhatToDo),
        };

    private static long MaxBodyMebibytes(HttpContext http) =>
        (http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? HttpSetup.MaxBodyBytes) / (1024 * 1024);

    private static Refusal Explain(StoreException fault) =>
        fault.Fault switch
        {
            StoreFault.Busy => Of(ErrorCode.StoreBusy),
            StoreFault.Full => Of(ErrorCode.StorageFull),
            StoreFault.Unavailable or StoreFault.Damaged => Of(ErrorCode.StoreUnavailable),
            StoreFault.Conflict => Of(ErrorCode.Conflict),
            _ => Of(ErrorCode.InternalError),
        };

    private static Refusal Of(ErrorCode code) => new(code, ErrorCatalogue.Of(code).WhatToDo);
}
