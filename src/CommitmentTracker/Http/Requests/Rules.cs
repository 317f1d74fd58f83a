using FluentValidation;

namespace CommitmentTracker.Http.Requests;

/// <summary>A validator, made once: it keeps no state, and making one takes long.</summary>
internal static class Rules<TRules>
    where TRules : IValidator, new()
{
    public static readonly TRules Shared = new();
}
