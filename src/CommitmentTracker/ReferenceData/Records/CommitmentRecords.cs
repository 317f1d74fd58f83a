using System.Text.Json.Nodes;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReferenceData.Records;

/// <summary>The commitments, through the one way by which commitments come to be and change.</summary>
internal sealed class CommitmentRecords : IReferenceRecords<Commitment>
{
    public static readonly CommitmentRecords All = new();

    public ResourceType Type => ResourceType.Commitment;

    public IReadOnlyList<string[]> Together => [];

    public SortedDictionary<string, JsonNode?> FieldsOf(Commitment record) => CommitmentFacts.Of(record);

    public async Task<PresentRecord?> FindAsync(Session session, string code) =>
        await CommitmentReader.LoadAsync(session, code) is { } stored
            ? new PresentRecord(FieldsOf(stored.Commitment), stored.Version, stored.Commitment.Publication == Publication.Archived)
            : null;

    public async Task CreateAsync(WriteSession session, string code, Commitment record) =>
        Check(await CommitmentWriter.CreateAsync(session, record, Note(ChangeType.CommitmentCreated)), code);

    public async Task ChangeAsync(WriteSession session, string code, PresentRecord present, SortedDictionary<string, JsonNode?> changes)
    {
        var stored = (await CommitmentReader.LoadAsync(session, code))!;
        var after = CommitmentFacts.With(stored.Commitment, changes);
        foreach (var party in after.Assignments.Keys.Except(stored.Commitment.Assignments.Keys))
        {
            // What the party reported under an earlier assignment counts again.
            var report = Report.From(await VerifiedUpdates.OfAsync(session, code, party));
            after = after with { Assignments = after.Assignments.SetItem(party, after.Assignments[party] with { Report = report }) };
        }

        Check(await CommitmentWriter.SaveAsync(session, stored, after, Note(ChangeType.ReferenceDataLoaded)), code);
    }

    private static ChangeNote Note(ChangeType type) => new(ReferenceDataLoader.Actor, type);

    private static void Check(Result<StoredCommitment> result, string code)
    {
        if (!result.Succeeded(out _, out var refusal))
        {
            var faults = refusal.Errors?.SelectMany(field => field.Value) ?? [refusal.Detail];
            throw new StartException($"The reference data cannot be loaded: commitment {code}: {string.Join(" ", faults)}");
        }
    }
}
