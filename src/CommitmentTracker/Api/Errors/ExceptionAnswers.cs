using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Api.Errors;

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
            StoreFault.OutcomeUnknown => Of(ErrorCode.OutcomeUnknown),
            _ => Of(ErrorCode.InternalError),
        };

    private static Refusal Of(ErrorCode code) => new(code, ErrorCatalogue.Of(code).WhatToDo);
}

/// <summary>Gives the errors that the framework answers without a body, the router's 404, 405 and 415 among them, the same form as ours.</summary>
internal static class EmptyErrors
{
    public static Task AnswerAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var code = ErrorCatalogue.ForStatus(http.Response.StatusCode);
        return new ProblemAnswer(new Refusal(code, Detail(code, http))).ExecuteAsync(http);
    }

    private static string Detail(ErrorCode code, HttpContext http) =>
        code switch
        {
            ErrorCode.NotFound => "There is nothing at this address. The contract at /openapi.yaml lists what there is.",
            ErrorCode.MethodNotAllowed => $"This address knows only {http.Response.Headers[HeaderNames.Allow]}.",
            ErrorCode.UnsupportedMediaType => ErrorCatalogue.WrongMediaType,
            _ => ErrorCatalogue.Of(code).WhatToDo,
        };
}

/// <summary>A refusal from where the framework leaves no other way out than to throw, such as the binding of a parameter.</summary>
internal sealed class RefusalException(Refusal refusal) : Exception(refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;
}
