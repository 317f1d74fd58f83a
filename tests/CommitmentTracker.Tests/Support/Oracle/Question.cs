namespace CommitmentTracker.Tests.Support.Oracle;

/// <summary>An address that is asked.</summary>
/// <param name="Path">What is asked for.</param>
/// <param name="Query">Which of it, without the limit.</param>
/// <param name="Limit">How many items a page shall hold, where it has pages.</param>
internal sealed record Question(string Path, string Query = "", int Limit = 200)
{
    public string Address => Query.Length > 0 ? $"{Path}?{Query}" : Path;

    public string? AsOf => new Filters(Query)["asOf"];

    public override string ToString() => $"GET {Address} (pages of {Limit})";
}
