using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.ReferenceData.Records;

namespace CommitmentTracker.ReferenceData.Files;

internal static class MemberStateFile
{
    public const string Name = "member_states.csv";
    private const int TimeZoneMaxLength = 64;

    public static IReadOnlyDictionary<string, MemberStateRow> Read(ReferenceFiles files, SourceFile sources) =>
        CsvRows
            .Read(files, Name, 1, "code", "iso3", "name", "ministry", "time_zone", "joined_on")
            .Select(row => (Code: row.Code("code", CodeForms.MemberState), Row: row))
            .ToDictionary(each => each.Code, each => MemberState(each.Row, sources.Of(ResourceType.MemberState, each.Code)));

    private static MemberStateRow MemberState(CsvRow row, IEnumerable<Source> sources) =>
        new()
        {
            Name = row.Text("name", Party.NameMaxLength),
            Iso3 = row.Code("iso3", CodeForms.Iso3),
            Ministry = row.TextOrNull("ministry", Party.NameMaxLength),
            TimeZone = row.TextOrNull("time_zone", TimeZoneMaxLength),
            JoinedOn = Stored.Day(row.DayOrNull("joined_on")),
            Sources = Stored.List(sources),
        };
}
