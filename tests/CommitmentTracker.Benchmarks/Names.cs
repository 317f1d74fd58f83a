namespace CommitmentTracker.Benchmarks;

/// <summary>What can be measured, as <c>--only</c> and the results name it.</summary>
internal static class Names
{
    public const string List = "list";
    public const string DeepPage = "deep-page";
    public const string Item = "item";
    public const string NotModified = "not-modified";
    public const string Summary = "summary";
    public const string Matrix = "matrix";
    public const string FullText = "full-text";
    public const string Mix = "mix";
    public const string Growth = "growth";
    public const string Writes = "writes";
    public const string Start = "start";
    public const string Memory = "memory";

    public static readonly string[] All =
    [
        List,
        DeepPage,
        Item,
        NotModified,
        Summary,
        Matrix,
        FullText,
        Mix,
        Growth,
        Writes,
        Start,
        Memory,
    ];
}
