namespace CommitmentTracker.Http.Queries;

/// <summary>Marks an item of which the caller may ask for some members only: all but the code may be missing.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SparseAttribute : Attribute;
