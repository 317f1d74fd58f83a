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

    public static MemberStateResource From(MemberState memberState, Tally totals, ReportingDay day) =>
        new()
        {
            Code = memberState.Code,
            Iso3 = memberState.Iso3,
            Name = memberState.Name,
            Ministry = memberState.Ministry,
            TimeZone = memberState.TimeZone,
            JoinedOn = memberState.JoinedOn,
            Sources = [.. memberState.Sources.Select(SourceResource.From)],
            Totals = Figures.From(totals),
            AsOf = day.Today,
        };
}
