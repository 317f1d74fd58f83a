namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>What the fact base holds, kept apart from the files that the program carries.</summary>
internal static class Expected
{
    /// <summary>The codes of the commitments, each with its kind.</summary>
    public static IReadOnlyList<(string Code, string Kind)> Codes { get; } = [.. Lines("codes.tsv").Select(cells => (cells[0], cells[1]))];

    /// <summary>The quotations: what they show, in which document, and the words.</summary>
    public static IReadOnlyList<(string Item, string Document, string Fragment)> Evidence { get; } =
    [.. Lines("evidence.tsv").Select(cells => (cells[0], cells[1], cells[2]))];

    /// <summary>The quotations of public pages, each with the page that it was read on.</summary>
    public static IReadOnlyList<PublicQuotation> PublicEvidence { get; } =
    [
        .. Lines("evidence-public.tsv")
            .Skip(1)
            .Select(cells => new PublicQuotation(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5])),
    ];

    private static IEnumerable<string[]> Lines(string file) =>
        File.ReadLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "ReferenceData", file)).Select(line => line.Split('\t'));
}

/// <param name="Item">The code of the record that it shows.</param>
/// <param name="Date">Of the page, as far as it is known.</param>
internal sealed record PublicQuotation(string Item, string Url, string Document, string Date, string Grade, string Fragment)
{
    /// <summary>How a source names the document.</summary>
    public string Citation => $"{Document} ({Date})";
}
