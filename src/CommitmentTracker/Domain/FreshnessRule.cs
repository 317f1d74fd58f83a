using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>What the latest report is worth on a day. Of what is done, or needs no doing any more, no later report is due.</summary>
internal static class FreshnessRule
{
    public static Freshness Of(Status status, DateOnly? lastReportedOn, ReportingDay day) =>
        (status, lastReportedOn) switch
        {
            (_, null) => Freshness.None,
            (Status.Completed or Status.Cancelled or Status.Superseded, _) => Freshness.Current,
            (_, { } reported) when reported < day.CurrentSince => Freshness.Stale,
            _ => Freshness.Current,
        };
}
