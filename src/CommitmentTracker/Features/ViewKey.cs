using CommitmentTracker.Domain;

namespace CommitmentTracker.Features;

/// <summary>What tells one kept view from another: what it lists, who may see it, the day, and what the query asks.</summary>
internal static class ViewKey
{
    public static string Of(string list, CommitmentSelection selection, ReportingDay day, string digest) =>
        $"{list} {(selection.IncludesUnpublished ? "all" : "published")} {day.Today:yyyy-MM-dd} {digest}";
}
