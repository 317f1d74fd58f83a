using CommitmentTracker.Domain;

namespace CommitmentTracker.OpenApi;

/// <summary>
/// What an answer of one status is called that several operations give: after its codes, or after what is wrong with the request where
/// these are many.
/// </summary>
internal static class RefusalNames
{
    private static readonly (string Name, ErrorCode[] Codes)[] WithManyCodes =
    [
        ("BadRequest", [ErrorCode.UnknownParameter, ErrorCode.BadRequest]),
        ("BadHeader", [ErrorCode.UnknownParameter, ErrorCode.BadRequest, ErrorCode.InvalidHeader]),
        ("BadQuery", [ErrorCode.UnknownParameter, ErrorCode.BadRequest, ErrorCode.InvalidParameter]),
        ("BadPage", [ErrorCode.UnknownParameter, ErrorCode.BadRequest, ErrorCode.InvalidParameter, ErrorCode.InvalidCursor]),
        (
            "BadBody",
            [ErrorCode.UnknownParameter, ErrorCode.BadRequest, ErrorCode.InvalidHeader, ErrorCode.ValidationFailed, ErrorCode.MalformedBody]
        ),
        (
            "BadQueryOrBody",
            [
                ErrorCode.UnknownParameter,
                ErrorCode.BadRequest,
                ErrorCode.InvalidParameter,
                ErrorCode.InvalidHeader,
                ErrorCode.ValidationFailed,
                ErrorCode.MalformedBody,
            ]
        ),
        ("Unavailable", [ErrorCode.StoreBusy, ErrorCode.StoreUnavailable]),
    ];

    public static string Of(IReadOnlyCollection<ErrorCode> codes) =>
        WithManyCodes.FirstOrDefault(each => codes.ToHashSet().SetEquals(each.Codes)).Name ?? string.Join("Or", codes);
}
