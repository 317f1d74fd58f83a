namespace CommitmentTracker.Data.Commitments;

/// <summary>
/// A commitment laid flat, field by field: what the journal compares. The fields of all journal rows of a commitment, one after the
/// other, add up to the commitment as it stands, so nothing may be left out here.
/// </summary>
internal static class CommitmentFields
{
    /// <summary>Names the progress update that brought a change; no field of the commitment.</summary>
    public const string ProgressUpdate = "progressUpdate";

    private const string DeadlineField = "deadline";

    /// <summary>The deadline among the fields of a journal row.</summary>
    public static Deadline DeadlineIn(SortedDictionary<string, JsonNode?> fields) =>
        fields.GetValueOrDefault(DeadlineField) is { } node ? Stored.Value<Deadline>(node) : Deadline.None;

    public static SortedDictionary<string, JsonNode?> Of(Commitment commitment) => Of(commitment, apartFrom: null);

    /// <summary>What differs. Assignments and milestones that are the same in both, most of them as a rule, are not laid flat at all.</summary>
    public static FieldChanges Between(Commitment before, Commitment after) =>
        FieldChanges.Between(Of(before, apartFrom: after), Of(after, apartFrom: before));

    private static SortedDictionary<string, JsonNode?> Of(Commitment commitment, Commitment? apartFrom)
    {
        var rollUp = commitment.RollUp;
        var fields = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal)
        {
            ["title"] = commitment.Title,
            ["description"] = commitment.Description,
            ["kind"] = EnumCode.Of(commitment.Kind),
            ["verb"] = commitment.Verb,
            ["scope"] = EnumCode.Of(commitment.Scope),
            ["instrument"] = commitment.Instrument,
            ["alsoUnder"] = commitment.AlsoUnder.IsEmpty ? null : Stored.Node(commitment.AlsoUnder),
            ["theme"] = commitment.Theme,
            ["publication"] = EnumCode.Of(commitment.Publication),
            ["supersededBy"] = commitment.SupersededBy,
            ["sources"] = commitment.Sources.IsEmpty ? null : Stored.Node(commitment.Sources),
            [DeadlineField] = commitment.Deadline == Deadline.None ? null : Stored.Node(commitment.Deadline),
            ["status"] = EnumCode.Of(rollUp.Status),
            ["health"] = EnumCode.Of(rollUp.Health),
        };
        foreach (
            var assignment in commitment.Assignments.Values.Where(each => apartFrom?.Assignments.GetValueOrDefault(each.Party) != each)
        )
        {
            Add(fields, assignment);
        }

        foreach (var milestone in commitment.Milestones.Values.Where(each => apartFrom?.Milestones.GetValueOrDefault(each.Number) != each))
        {
            fields[$"milestones/{milestone.Number}"] = Stored.Node(milestone);
        }

        return fields;
    }

    private static void Add(SortedDictionary<string, JsonNode?> fields, Assignment assignment)
    {
        var path = $"assignments/{assignment.Party}/";
        fields[path + "role"] = EnumCode.Of(assignment.Role);
        fields[path + "basis"] = EnumCode.Of(assignment.Basis);
        fields[path + "status"] = EnumCode.Of(assignment.Status);
        if (assignment.Report is { } report)
        {
            fields[path + "percent"] = report.Percent;
            fields[path + "health"] = EnumCode.Of(report.Health);
            fields[path + "healthReason"] = report.HealthReason;
            fields[path + "reportedOn"] = Stored.Day(report.AsOf);
            fields[path + "completedOn"] = Stored.Day(report.CompletedOn);
        }
    }
}
