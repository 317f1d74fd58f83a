using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.ReferenceData.Records;

namespace CommitmentTracker.ReferenceData.Files;

/// <summary>Everything that the files say, by code, checked to fit together.</summary>
internal sealed record ReferenceFacts
{
    public required IReadOnlyDictionary<string, ThemeRow> Themes { get; init; }
    public required IReadOnlyDictionary<string, MemberStateRow> MemberStates { get; init; }
    public required IReadOnlyDictionary<string, Body> Bodies { get; init; }
    public required IReadOnlyDictionary<string, Instrument> Instruments { get; init; }
    public required IReadOnlyDictionary<string, Commitment> Commitments { get; init; }
    public required IReadOnlyList<NewProgressUpdate> ProgressUpdates { get; init; }

    public static ReferenceFacts Read(ReferenceFiles files)
    {
        var sources = SourceFile.Read(files);
        var themes = ThemeFile.Read(files);
        var memberStates = MemberStateFile.Read(files, sources);
        var bodies = BodyFile.Read(files, sources);
        var instruments = InstrumentFile.Read(files, sources);
        var assignments = AssignmentFile.Read(files, memberStates.Keys.Union(bodies.Keys).ToHashSet());
        var commitments = new CommitmentFile(themes.Keys, instruments.Keys, assignments, sources).Read(files);
        assignments.CheckCommitments(commitments.Keys);
        sources.CheckOwners(
            new Dictionary<ResourceType, IEnumerable<string>>
            {
                [ResourceType.MemberState] = memberStates.Keys,
                [ResourceType.Body] = bodies.Keys,
                [ResourceType.Instrument] = instruments.Keys,
                [ResourceType.Commitment] = commitments.Keys,
            }
        );
        return new ReferenceFacts
        {
            Themes = themes,
            MemberStates = memberStates,
            Bodies = bodies,
            Instruments = instruments,
            Commitments = commitments,
            ProgressUpdates = ProgressUpdateFile.Read(files, commitments),
        };
    }
}
