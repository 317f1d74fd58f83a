namespace CommitmentTracker.Http.Queries;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record Flag(bool Value, string? Fault) : IQueryValue<Flag>
{
    public static Flag Read(string text) =>
        text is "true" or "false" ? new Flag(text == "true", null) : new Flag(false, "must be true or false");
}
