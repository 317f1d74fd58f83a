using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.ReferenceData.Records;

namespace CommitmentTracker.ReferenceData.Files;

internal static class BodyFile
{
    public const string Name = "bodies.csv";
    private const int DescriptionMaxLength = 2000;

    public static IReadOnlyDictionary<string, BodyRow> Read(ReferenceFiles files, SourceFile sources) =>
        CsvRows
            .Read(files, Name, 1, "code", "name", "basis", "description")
            .Select(row => (Code: row.Code("code", CodeForms.Body), Row: row))
            .ToDictionary(each => each.Code, each => Body(each.Row, sources.Of(ResourceType.Body, each.Code)));

    private static BodyRow Body(CsvRow row, IEnumerable<Source> sources) =>
        new()
        {
            Name = row.Text("name", Party.NameMaxLength),
            Basis = EnumCode.Of(row.Value<OwnershipBasis>("basis")),
            Description = row.TextOrNull("description", DescriptionMaxLength),
            Sources = Stored.List(sources),
        };
}
