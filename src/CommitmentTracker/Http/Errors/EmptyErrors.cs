using CommitmentTracker.Domain;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Http.Errors;

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
