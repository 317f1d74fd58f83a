using System.Collections.Concurrent;

namespace CommitmentTracker.Torture.Support;

/// <summary>A report that was sent; acknowledged where the service said where it is.</summary>
internal sealed record SentReport(string Code, string Narrative, string? IdempotencyKey, string? Location = null);

/// <summary>A new title that the service acknowledged, with the version that it became.</summary>
internal sealed record Retitled(string Code, long Version, string Title);

/// <summary>What clients sent and what they were promised, to hold the service to it after it was killed.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<SentReport> acknowledged = new();
    private readonly ConcurrentQueue<SentReport> open = new();
    private readonly ConcurrentQueue<Retitled> retitled = new();

    public IReadOnlyList<SentReport> Acknowledged => [.. acknowledged];

    /// <summary>Reports of which nobody knows whether they were stored: the service was gone before it answered.</summary>
    public IReadOnlyList<SentReport> Open => [.. open];

    public IReadOnlyList<Retitled> Retitled => [.. retitled];

    /// <summary>The report that was acknowledged last.</summary>
    public SentReport? Last { get; private set; }

    public int Writes => acknowledged.Count + retitled.Count;

    public void Acknowledge(SentReport report)
    {
        acknowledged.Enqueue(report);
        Last = report;
    }

    public void LeaveOpen(SentReport report) => open.Enqueue(report);

    public void Acknowledge(Retitled title) => retitled.Enqueue(title);

    /// <summary>The same as it stands now, to hold something to it later.</summary>
    public Ledger Copy()
    {
        var copy = new Ledger();
        Array.ForEach([.. acknowledged], copy.Acknowledge);
        Array.ForEach([.. retitled], copy.Acknowledge);
        return copy;
    }

    /// <summary>What the database has other than it should by this ledger; empty when every promise was kept.</summary>
    public IReadOnlyList<string> BrokenPromises(ITrackerDatabase database)
    {
        var stored = database.Column("select narrative from progress_updates where narrative is not null").ToLookup(each => each);
        var titles = database
            .Column(
                $"""
                select commitment_code || ' ' || version || ' ' || {database.JsonText("fields_after", "title")}
                from changes
                where type = 'commitment_changed'
                """
            )
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Acknowledged
                .Where(each => !stored.Contains(each.Narrative))
                .Select(each => $"{each.Narrative} was acknowledged and is lost"),
            .. Acknowledged
                .Concat(Open)
                .Where(each => stored[each.Narrative].Count() > 1)
                .Select(each => $"{each.Narrative} is stored twice"),
            .. Retitled.Where(each => !titles.Contains($"{each.Code} {each.Version} {each.Title}")).Select(each => $"{each} is lost"),
        ];
    }
}
