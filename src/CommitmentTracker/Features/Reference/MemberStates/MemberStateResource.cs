namespace CommitmentTracker.Features.Reference.MemberStates;

/// <summary>A member state of ASEAN, with the figures of what is assigned to it.</summary>
internal sealed record MemberStateResource
{
    /// <summary>Its ISO 3166-1 alpha-2 code.</summary>
    /// <example>VN</example>
    public required string Code { get; init; }

    /// <summary>Its ISO 3166-1 alpha-3 code.</summary>
    /// <example>VNM</example>
    public required string Iso3 { get; init; }

    /// <summary>Its name.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }

    /// <summary>What the ministry that answers for digital affairs is for; null where no source says.</summary>
    /// <example>Science and Technology</example>
    public required string? Ministry { get; init; }

    /// <summary>The IANA name of its time zone; null where none is recorded.</summary>
    /// <example>Asia/Ho_Chi_Minh</example>
    public required string? TimeZone { get; init; }

    /// <summary>The day it joined ASEAN; null where none is recorded.</summary>
    /// <example>2025-10-26</example>
    public required DateOnly? JoinedOn { get; init; }

    /// <summary>What the record rests on.</summary>
    public required IReadOnlyList<SourceResource> Sources { get; init; }

    /// <summary>The figures of its assignments, as in the summary by member state.</summary>
    public required Figures Totals { get; init; }

    /// <summary>The day that the totals are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

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
