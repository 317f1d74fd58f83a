using CommitmentTracker.Domain;

namespace CommitmentTracker.Http.Errors;

/// <summary>A refusal from where the framework leaves no other way out than to throw, such as the binding of a parameter.</summary>
internal sealed class RefusalException(Refusal refusal) : Exception(refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;
}
