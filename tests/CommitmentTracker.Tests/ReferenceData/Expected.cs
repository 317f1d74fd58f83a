namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>What the fact base holds, kept apart from the files that the program carries.</summary>
internal static class Expected
{
    /// <summary>The codes of the commitments, each with its kind.</summary>
    public static IReadOnlyList<(string Code, string Kind)> Codes { get; } = [.. Lines("codes.tsv").Select(cells => (cells[0], cells[1]))];

    /// <summary>The quotations: what they show, in which document, and the words.</summary>
    public static IReadOnlyList<(string Item, string Document, string Fragment)> Evidence { get; } =
    [.. Lines("evidence.tsv").Select(cells => (cells[0], cells[1], cells[2]))];

    private static IEnumerable<string[]> Lines(string file) =>
        File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "ReferenceData", file)).Select(line => line.Split('\t'));
}
