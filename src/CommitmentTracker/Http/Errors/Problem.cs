using CommitmentTracker.Domain;

namespace CommitmentTracker.Http.Errors;

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
