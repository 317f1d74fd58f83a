using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.Commitments;

/// <summary>Counts by status at past moments, rebuilt from the journal: read once, in its order, one row at a time.</summary>
internal static class StatusTimelines
{
    // Without a condition, because any index of the journal would have the engine sort it.
    private const string JournalSql = "select at, resource_type, resource_key, fields_after from changes order by change_id";

    private static readonly string Commitment = EnumCode.Of(ResourceType.Commitment);

    public static async Task<IReadOnlyList<IReadOnlyDictionary<Status, long>>> ReadAsync(
        Session session,
        IReadOnlyList<DateTimeOffset> moments,
        PastSelection selection
    )
    {
        var timeline = new StatusTimeline(moments, selection);
        await foreach (var row in session.StreamAsync<Row>(JournalSql))
        {
            if (row.ResourceType == Commitment)
            {
                timeline.Add(Stored.ParseInstant(row.At), row.ResourceKey, PastFields.Read(row.FieldsAfter));
            }

            if (timeline.IsOver)
            {
                break;
            }
        }

        return timeline.Points();
    }

    private sealed record Row
    {
        public string At { get; init; } = "";
        public string ResourceType { get; init; } = "";
        public string ResourceKey { get; init; } = "";
        public string FieldsAfter { get; init; } = "";
    }
}
