using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReferenceData.Files;

/// <summary>What the records rest on: documents, and the words in them.</summary>
internal sealed class SourceFile
{
    private const string DocumentsName = "documents.csv";
    private const string Name = "sources.csv";
    private const int CodeMaxLength = 60;

    private readonly ILookup<(ResourceType Owner, string Code), (CsvRow Row, Source Source)> sources;

    private SourceFile(ILookup<(ResourceType, string), (CsvRow, Source)> sources) => this.sources = sources;

    public static SourceFile Read(ReferenceFiles files)
    {
        var documents = CsvRows
            .Read(files, DocumentsName, 1, "code", "title", "publisher", "published_on", "grade", "url")
            .ToDictionary(row => row.Text("code", CodeMaxLength), Document);
        return new SourceFile(
            CsvRows
                .Read(files, Name, 3, "owner_type", "owner_code", "evidence_id", "document", "fragment")
                .ToLookup(
                    row => (row.Value<ResourceType>("owner_type"), row.Text("owner_code", CodeMaxLength)),
                    row => (row, Source(row, documents))
                )
        );
    }

    public IEnumerable<Source> Of(ResourceType owner, string code) => sources[(owner, code)].Select(each => each.Source);

    /// <summary>A source must not get lost because its owner is mistyped.</summary>
    public void CheckOwners(IReadOnlyDictionary<ResourceType, IEnumerable<string>> codes)
    {
        foreach (var owner in sources)
        {
            var row = owner.First().Row;
            if (!codes.TryGetValue(owner.Key.Owner, out var known))
            {
                throw row.Fault("owner_type", $"it must be one of {string.Join(", ", codes.Keys.Select(EnumCode.Of))}");
            }

            row.Known("owner_code", known, $"the file of each {EnumCode.Of(owner.Key.Owner)}");
        }
    }

    private static Source Document(CsvRow row) =>
        new(Citation(row), null, row.Value<SourceGrade>("grade"), row.AddressOrNull("url", Domain.Source.UrlMaxLength));

    /// <summary>The title, and behind it the date where the document bears one.</summary>
    private static string Citation(CsvRow row)
    {
        var date = row.DayMonthOrYearOrNull("published_on");
        var behind = date is null ? "" : $" ({date})";
        return row.Text("title", Domain.Source.DocumentMaxLength - behind.Length) + behind;
    }

    private static Source Source(CsvRow row, Dictionary<string, Source> documents) =>
        documents[row.Known("document", documents.Keys, DocumentsName)] with
        {
            Fragment = row.Text("fragment", Domain.Source.FragmentMaxLength),
        };
}
