using CommitmentTracker.Domain;

namespace CommitmentTracker.Http;

/// <summary>What an endpoint says of itself for the contract.</summary>
internal static class OperationMetadata
{
    /// <summary>Names the operation after its class, under the heading that it stands beneath.</summary>
    public static RouteHandlerBuilder IsOperation<T>(this RouteHandlerBuilder endpoint, string tag)
        where T : IEndpoint => endpoint.WithName(typeof(T).Name).WithTags(tag);

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<T>(status, "application/json");

    /// <summary>A file to keep. One that is sent while it is read has no entity tag.</summary>
    public static RouteHandlerBuilder AnswersFile(this RouteHandlerBuilder endpoint, bool isStreamed, string mediaType) =>
        endpoint.Produces<Stream>(StatusCodes.Status200OK, mediaType).WithMetadata(new FileMetadata(isStreamed));

    /// <summary>Why the endpoint may refuse, beyond what every endpoint of its kind may answer.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params ErrorCode[] codes) =>
        endpoint.WithMetadata(new RefusalsMetadata(codes));
}

internal sealed record RefusalsMetadata(IReadOnlyList<ErrorCode> Codes);

internal sealed record FileMetadata(bool IsStreamed);

internal static class Tags
{
    public const string Commitments = "Commitments";
    public const string Assignments = "Assignments";
    public const string Deadlines = "Deadlines";
    public const string Milestones = "Milestones";
    public const string ProgressUpdates = "Progress updates";
    public const string Spreadsheets = "Spreadsheets";
    public const string Summaries = "Summaries";
    public const string Rounds = "Rounds";
    public const string Changes = "Changes";
    public const string Access = "Access";
    public const string ReferenceData = "Reference data";
}
