namespace CommitmentTracker.Http.Queries;

/// <summary>Query parameters that several operations take, as one member of their inputs.</summary>
internal interface IQueryGroup;
