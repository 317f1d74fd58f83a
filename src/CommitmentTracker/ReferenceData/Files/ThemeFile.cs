using CommitmentTracker.Domain;
using CommitmentTracker.ReferenceData.Records;

namespace CommitmentTracker.ReferenceData.Files;

internal static class ThemeFile
{
    public const string Name = "themes.csv";
    private const int DescriptionMaxLength = 2000;

    public static IReadOnlyDictionary<string, ThemeRow> Read(ReferenceFiles files) =>
        CsvRows.Read(files, Name, 1, "code", "name", "description").ToDictionary(row => row.Code("code", CodeForms.Theme), Theme);

    private static ThemeRow Theme(CsvRow row) =>
        new() { Name = row.Text("name", Party.NameMaxLength), Description = row.TextOrNull("description", DescriptionMaxLength) };
}
