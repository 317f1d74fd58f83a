using System.Security.Cryptography;

namespace CommitmentTracker.Data.Facts;

/// <summary>Everything that the files say, by code, checked to fit together.</summary>
internal sealed record ReferenceFacts
{
    public required IReadOnlyDictionary<string, ThemeFact> Themes { get; init; }
    public required IReadOnlyDictionary<string, MemberStateFact> MemberStates { get; init; }
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

/// <summary>The reference files: their texts by name.</summary>
internal sealed class ReferenceFiles(IReadOnlyDictionary<string, string> texts)
{
    private const string Folder = "reference/";

    /// <summary>The files that the program carries.</summary>
    public static ReferenceFiles Embedded { get; } =
        new(
            typeof(ReferenceFiles)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .ToDictionary(name => name[Folder.Length..], Read)
        );

    public IReadOnlyDictionary<string, string> Texts => texts;

    /// <summary>Tells whether anything in the files has changed.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Concatenated(texts))));

    public string this[string file] =>
        texts.TryGetValue(file, out var text) ? text : throw new StartException($"The reference file {file} is missing.");

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(ReferenceFiles).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Concatenated(IReadOnlyDictionary<string, string> texts) =>
        string.Join('\0', texts.Keys.Order(StringComparer.Ordinal).SelectMany(name => new[] { name, texts[name] }));
}
