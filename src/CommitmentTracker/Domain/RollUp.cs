namespace CommitmentTracker.Domain;

/// <summary>
/// What a commitment's assignments add up to. The lead assignments count, or all of them where none leads; cancelled ones are
/// left out unless all are. Nothing here depends on the day, so the outcome may be stored beside the record.
/// </summary>
internal sealed record RollUp(Status Status, Health? Health, DateOnly? CompletedOn, DateOnly? LastReportedOn)
{
    private static readonly Status[] WhenTheyDiffer = [Status.NotStarted, Status.OnHold, Status.NotReported];

    public static RollUp Of(IReadOnlyCollection<Assignment> assignments, bool isSuperseded)
    {
        var counted = Counted(assignments);
        var status = isSuperseded ? Status.Superseded : StatusOf(counted);
        return new RollUp(
            status,
            counted.Max(assignment => assignment.Report?.Health),
            status == Status.Completed ? counted.Max(assignment => assignment.Report?.CompletedOn) : null,
            assignments.Max(assignment => assignment.Report?.AsOf)
        );
    }

    private static List<Assignment> Counted(IReadOnlyCollection<Assignment> assignments)
    {
        var leads = assignments.Where(assignment => assignment.Role == AssignmentRole.Lead).ToList();
        var owners = leads.Count > 0 ? leads : [.. assignments];
        var standing = owners.Where(assignment => assignment.Status != Status.Cancelled).ToList();
        return standing.Count > 0 ? standing : owners;
    }

    private static Status StatusOf(List<Assignment> counted)
    {
        var statuses = counted.Select(assignment => assignment.Status).Distinct().ToList();
        return statuses switch
        {
            [] => Status.NotReported,
            [var shared] => shared,
            _ when statuses.Contains(Status.InProgress) || statuses.Contains(Status.Completed) => Status.InProgress,
            _ => WhenTheyDiffer.First(statuses.Contains),
        };
    }
}
