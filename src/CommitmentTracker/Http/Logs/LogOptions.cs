namespace CommitmentTracker.Http.Logs;

internal sealed class LogOptions
{
    public const string Section = "Logs";

    public const string Text = "text";
    public const string Json = "json";

    /// <summary>How a line stands in the log: as text for people, or as JSON for programs.</summary>
    public string Format { get; set; } = Text;

    /// <summary>From how long on a request is slow and gets a line; with 0 each one does.</summary>
    public int SlowRequestMilliseconds { get; set; } = 1000;

    public bool HasFormat => Format is Text or Json;
}
