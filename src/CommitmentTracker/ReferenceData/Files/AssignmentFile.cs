using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReferenceData.Files;

/// <summary>Who owns which commitment.</summary>
internal sealed class AssignmentFile
{
    public const string Name = "assignments.csv";

    private readonly ILookup<string, (CsvRow Row, Assignment Assignment)> assignments;

    private AssignmentFile(ILookup<string, (CsvRow, Assignment)> assignments) => this.assignments = assignments;

    public static AssignmentFile Read(ReferenceFiles files, IEnumerable<string> parties) =>
        new(
            CsvRows
                .Read(files, Name, 2, "commitment", "party", "role", "basis")
                .ToLookup(row => row.Code("commitment", CodeForms.Record), row => (row, Assignment(row, parties)))
        );

    public IEnumerable<Assignment> Of(string commitment) => assignments[commitment].Select(each => each.Assignment);

    /// <summary>An assignment must not get lost because its commitment is mistyped.</summary>
    public void CheckCommitments(IEnumerable<string> commitments)
    {
        foreach (var commitment in assignments)
        {
            commitment.First().Row.Known("commitment", commitments, CommitmentFile.Name);
        }
    }

    private static Assignment Assignment(CsvRow row, IEnumerable<string> parties) =>
        new(
            row.Known("party", parties, $"{MemberStateFile.Name} or {BodyFile.Name}"),
            row.Value<AssignmentRole>("role"),
            row.Value<OwnershipBasis>("basis")
        );
}
