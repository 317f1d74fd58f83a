using FastEndpoints;

namespace CommitmentTracker.Http.Queries;

/// <summary>The query of reads that take nothing but a day.</summary>
internal sealed record AsOfQuery : IQueryGroup
{
    /// <summary>Derives deadline states and freshness as of this day instead of today. It does not rewind what was reported.</summary>
    /// <example>2027-01-01</example>
    [QueryParam]
    public Day? AsOf { get; init; }
}
