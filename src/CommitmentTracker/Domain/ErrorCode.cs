namespace CommitmentTracker.Domain;

/// <summary>Why a request is refused. The names, in snake_case, are the stable <c>code</c> of the answer.</summary>
internal enum ErrorCode
{
    ValidationFailed,
    MalformedBody,
    UnknownParameter,
    InvalidParameter,
    InvalidCursor,
    InvalidHeader,
    BadRequest,
    Unauthenticated,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    NotAcceptable,
    CodeInUse,
    Conflict,
    Gone,
    VersionStale,
    BodyTooLarge,
    UnsupportedMediaType,
    UnknownReference,
    NoAssignment,
    RuleBroken,
    VersionRequired,
    HeadersTooLarge,
    InternalError,
    StoreBusy,
    StoreUnavailable,
    StorageFull,
}
