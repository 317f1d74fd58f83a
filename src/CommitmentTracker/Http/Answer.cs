using CommitmentTracker.Domain;
using CommitmentTracker.Http.Errors;

namespace CommitmentTracker.Http;

/// <summary>The answers that a use case gives.</summary>
internal static class Answer
{
    public static IResult Ok<T>(T value, long? version = null) => new JsonAnswer<T>(value) { Version = version };

    public static IResult Page<T>(T value, string? link) => new JsonAnswer<T>(value) { Link = link };

    public static IResult Created<T>(T value, string location, long? version = null) =>
        new JsonAnswer<T>(value)
        {
            Status = StatusCodes.Status201Created,
            Location = location,
            Version = version,
        };

    public static IResult Refused(Refusal refusal) => new ProblemAnswer(refusal);

    public static IResult NotFound(string detail) => Refused(new Refusal(ErrorCode.NotFound, detail));
}
