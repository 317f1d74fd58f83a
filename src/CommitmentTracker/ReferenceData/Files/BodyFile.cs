using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReferenceData.Files;

internal static class BodyFile
{
    public const string Name = "bodies.csv";

    public static IReadOnlyDictionary<string, Body> Read(ReferenceFiles files, SourceFile sources) =>
        CsvRows
            .Read(files, Name, 1, "code", "name", "basis", "description")
            .Select(row => Body(row, sources))
            .ToDictionary(body => body.Code);

    private static Body Body(CsvRow row, SourceFile sources)
    {
        var code = row.Code("code", CodeForms.Body);
        return new Body
        {
            Code = code,
            Name = row.Text("name", Party.NameMaxLength),
            Basis = row.Value<OwnershipBasis>("basis"),
            Description = row.TextOrNull("description", Domain.Body.DescriptionMaxLength),
            Sources = [.. sources.Of(ResourceType.Body, code)],
        };
    }
}
