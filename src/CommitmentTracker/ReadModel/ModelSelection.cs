using CommitmentTracker.Domain;

namespace CommitmentTracker.ReadModel;

/// <summary>What is asked of the model: a selection of published commitments on a day, and the key under which its outcome is kept.</summary>
internal sealed class ModelSelection(CommitmentSelection selection, ReportingDay day, string key)
{
    public string Key { get; } = key;

    public ReportingDay Day { get; } = day;

    public string? Search => selection.Search;

    public bool IsByText => Search is not null;

    /// <summary>The numbers of the commitments in which the words occur.</summary>
    public IReadOnlySet<long>? Found { get; set; }

    public bool Selects(ModelCommitment each) =>
        selection.Selects(each.Commitment, each.RollUp, each.Stored.UpdatedAt, Day) && IsFound(each);

    public bool SelectsRecord(ModelCommitment each) => selection.SelectsRecord(each.Commitment, each.Stored.UpdatedAt) && IsFound(each);

    public bool Selects(Assignment assignment, ModelCommitment of) => selection.Selects(assignment, of.Commitment, Day);

    private bool IsFound(ModelCommitment each) => !IsByText || Found!.Contains(each.Stored.Id);
}
