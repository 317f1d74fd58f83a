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
    public const string WorkList = "work-list";
    public const string Deadlines = "deadlines";
    public const string Calendar = "calendar";
    public const string Timeline = "timeline";
    public const string Instruments = "instruments";
    public const string SecretariatList = "list-secretariat";
    public const string SecretariatItem = "item-secretariat";
    public const string FocalPointList = "list-focal-point";
    public const string FocalPointItem = "item-focal-point";
    public const string Mix = "mix";
    public const string Growth = "growth";
    public const string AfterChange = "after-change";
    public const string Export = "export";
    public const string Writes = "writes";
    public const string Pages = "pages";
    public const string Start = "start";
    public const string Memory = "memory";

    /// <summary>What is asked for again and again; the last one writes beside it.</summary>
    public static readonly string[] Reads =
    [
        List,
        DeepPage,
        Item,
        NotModified,
        Summary,
        Matrix,
        FullText,
        WorkList,
        Deadlines,
        Calendar,
        Timeline,
        Instruments,
        SecretariatList,
        SecretariatItem,
        FocalPointList,
        FocalPointItem,
        Mix,
    ];

    /// <summary>What one client asks for alone, in a small and in a large tracker, and for the first time after a change.</summary>
    public static readonly string[] Alone = [.. Reads.Except([NotModified, Matrix, Mix])];

    public static readonly string[] All = [.. Reads, Growth, AfterChange, Export, Writes, Pages, Start, Memory];
}
