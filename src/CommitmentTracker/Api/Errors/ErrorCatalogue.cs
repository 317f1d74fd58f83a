namespace CommitmentTracker.Api.Errors;

/// <summary>What each error code answers with, and what the caller can do about it: the source of docs/errors.md.</summary>
internal static class ErrorCatalogue
{
    public const string WrongMediaType = "Send the body with the Content-Type that the contract gives for this operation.";

    private static readonly Dictionary<ErrorCode, ErrorEntry> Entries = new()
    {
        [ErrorCode.ValidationFailed] = new(400, "The request is not valid", "Mend each field that `errors` names, and send it again."),
        [ErrorCode.MalformedBody] = new(400, "The body cannot be read", "Send well-formed JSON in UTF-8, as the contract describes it."),
        [ErrorCode.UnknownParameter] = new(400, "Unknown parameter", "Leave the parameter out; `errors` lists those that there are."),
        [ErrorCode.InvalidParameter] = new(400, "Invalid parameter", "Give each parameter that `errors` names a value it allows."),
        [ErrorCode.InvalidCursor] = new(
            400,
            "Invalid cursor",
            "Start again without `cursor`; one works only with the query that it came from."
        ),
        [ErrorCode.InvalidHeader] = new(400, "Invalid header", "Send the header in the form that `detail` says."),
        [ErrorCode.BadRequest] = new(400, "The request cannot be understood", "Compare it with the contract at /openapi.yaml."),
        [ErrorCode.Unauthenticated] = new(
            401,
            "A valid key is needed",
            "Send `Authorization: Bearer` with a key that is known, not expired and not revoked."
        ),
        [ErrorCode.Forbidden] = new(403, "Not allowed", "Use a key whose role has this right."),
        [ErrorCode.NotFound] = new(404, "Not found", "Check the address; what you may not see is not found either."),
        [ErrorCode.MethodNotAllowed] = new(405, "Method not allowed", "Use one of the methods in the `Allow` header."),
        [ErrorCode.NotAcceptable] = new(406, "Not acceptable", "Ask for application/json."),
        [ErrorCode.CodeInUse] = new(409, "The code is in use", "Choose another code, or change the record that has it."),
        [ErrorCode.Conflict] = new(409, "In conflict with what is stored", "Read the record again, and decide on what it says now."),
        [ErrorCode.AlreadyReviewed] = new(409, "Reviewed already", "Nothing is left to do: a progress update is reviewed once."),
        [ErrorCode.NotVerified] = new(
            409,
            "Not verified",
            "Only a verified progress update can be voided, once: `detail` says what it is."
        ),
        [ErrorCode.RoundClosed] = new(409, "The round is closed", "Open a new round: a closed one never changes."),
        [ErrorCode.RoundNotClosed] = new(409, "The round is not closed yet", "Wait until it is closed, or read its preview."),
        [ErrorCode.Gone] = new(410, "Archived", "Read its history, or restore it by a PATCH of `publication`."),
        [ErrorCode.VersionStale] = new(412, "The record has changed", "Read it again, and repeat the change with the new `ETag`."),
        [ErrorCode.BodyTooLarge] = new(413, "The body is too large", "Send less; `detail` gives the limit."),
        [ErrorCode.UnsupportedMediaType] = new(415, "Unsupported media type", "Send the Content-Type that the contract gives, in UTF-8."),
        [ErrorCode.UnknownReference] = new(422, "Something named does not exist", "Correct what `errors` names, or create it first."),
        [ErrorCode.NoAssignment] = new(
            422,
            "The party has no assignment",
            "Assign the commitment to the party first, or report for one that it is assigned to."
        ),
        [ErrorCode.RuleBroken] = new(422, "A rule does not allow this", "Read `detail`."),
        [ErrorCode.ImportRejected] = new(
            422,
            "The sheet was not imported",
            "Nothing was stored. Mend each cell that `rowErrors` names, and send the sheet again."
        ),
        [ErrorCode.IdempotencyKeyReused] = new(422, "The Idempotency-Key was used before", "Choose a new key for a new request."),
        [ErrorCode.VersionRequired] = new(428, "If-Match is missing", "Send `If-Match` with the `ETag` of the record that you read."),
        [ErrorCode.TooManyRequests] = new(429, "Too many requests", "Wait for the seconds in `Retry-After`."),
        [ErrorCode.InternalError] = new(
            500,
            "Something went wrong here",
            "Try again; if it stays, report the `traceId` to whoever runs the service."
        ),
        [ErrorCode.StoreBusy] = new(503, "The store is busy", "Try again after the seconds in `Retry-After`."),
        [ErrorCode.StoreUnavailable] = new(
            503,
            "The store cannot be reached",
            "Try again later; whoever runs the service finds the cause in its log."
        ),
        [ErrorCode.StorageFull] = new(
            507,
            "The disk is full",
            "Nothing was changed. Try again once whoever runs the service has made room."
        ),
        [ErrorCode.OutcomeUnknown] = new(
            503,
            "Whether it was stored is not known",
            "The database was lost while it stored the change. Send the same request again with the same `Idempotency-Key`, which tells; "
                + "without one, read the record before you change it again."
        ),
    };

    public static IReadOnlyDictionary<ErrorCode, ErrorEntry> All => Entries;

    public static ErrorEntry Of(ErrorCode code) => Entries[code];

    /// <summary>The code for a status that the framework gave by itself.</summary>
    public static ErrorCode ForStatus(int status) =>
        status switch
        {
            401 => ErrorCode.Unauthenticated,
            403 => ErrorCode.Forbidden,
            404 => ErrorCode.NotFound,
            405 => ErrorCode.MethodNotAllowed,
            406 => ErrorCode.NotAcceptable,
            413 => ErrorCode.BodyTooLarge,
            415 => ErrorCode.UnsupportedMediaType,
            429 => ErrorCode.TooManyRequests,
            >= 500 => ErrorCode.InternalError,
            _ => ErrorCode.BadRequest,
        };
}

internal sealed record ErrorEntry(int Status, string Title, string WhatToDo);
