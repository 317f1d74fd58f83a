namespace CommitmentTracker.ReferenceData;

internal sealed class ReferenceDataOptions
{
    public const string Section = "ReferenceData";

    /// <summary>Setting <c>ReferenceData__Load</c>: whether the facts that the program carries are loaded at the start.</summary>
    public bool Load { get; set; } = true;
}
