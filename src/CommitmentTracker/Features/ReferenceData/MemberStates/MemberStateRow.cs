using CommitmentTracker.Database;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Features.ReferenceData.MemberStates;

/// <summary>A row of the table of member states, with its name, which stands among the parties.</summary>
internal sealed record MemberStateRow
{
    public const string SelectSql = """
        select m.party_code, m.iso3, p.name, m.ministry, m.time_zone, m.joined_on, m.sources
        from member_states m
        join parties p on p.party_code = m.party_code
        """;

    public string PartyCode { get; init; } = "";
    public string Iso3 { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Ministry { get; init; }
    public string? TimeZone { get; init; }
    public string? JoinedOn { get; init; }
    public string Sources { get; init; } = "[]";

    public MemberStateResource ToResource(Tally totals, ReportingDay day) =>
        new()
        {
            Code = PartyCode,
            Iso3 = Iso3,
            Name = Name,
            Ministry = Ministry,
            TimeZone = TimeZone,
            JoinedOn = Stored.ParseDayOrNull(JoinedOn),
            Sources = [.. Stored.ParseList<Source>(Sources).Select(SourceResource.From)],
            Totals = Figures.From(totals),
            AsOf = day.Today,
        };
}
