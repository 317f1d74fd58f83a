using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReferenceData.Files;

/// <summary>What is known of the progress of commitments, each row as a progress update of one party.</summary>
internal static class ProgressUpdateFile
{
    private const string Name = "progress_updates.csv";

    private static readonly string[] Columns = ["commitment", "party", "as_of", "status", "narrative", "evidence_title", "evidence_url"];

    public static IReadOnlyList<NewProgressUpdate> Read(ReferenceFiles files, IReadOnlyDictionary<string, Commitment> commitments) =>
        [.. CsvRows.Read(files, Name, 3, Columns).Select(row => Update(row, commitments))];

    private static NewProgressUpdate Update(CsvRow row, IReadOnlyDictionary<string, Commitment> commitments)
    {
        var commitment = row.Known("commitment", commitments.Keys, CommitmentFile.Name);
        return new NewProgressUpdate
        {
            CommitmentCode = commitment,
            PartyCode = row.Known("party", commitments[commitment].Assignments.Keys, $"{AssignmentFile.Name} with {commitment}"),
            AsOf = row.Day("as_of"),
            Status = row.Value<ReportedStatus>("status"),
            Narrative = row.Text("narrative", ProgressUpdate.NarrativeMaxLength),
            Evidence =
            [
                new Evidence(row.Text("evidence_title", Evidence.TitleMaxLength), row.AddressOrNull("evidence_url", Evidence.UrlMaxLength)),
            ],
            RecordedBy = ReferenceDataLoader.Actor,
        };
    }
}
