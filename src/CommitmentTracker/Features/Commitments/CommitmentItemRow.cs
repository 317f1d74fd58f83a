using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.Commitments;

/// <summary>A row of the list.</summary>
internal sealed record CommitmentItemRow
{
    private const char Separator = ' ';

    public string Code { get; init; } = "";
    public string Title { get; init; } = "";
    public string? Description { get; init; }
    public string Kind { get; init; } = "";
    public string? Verb { get; init; }
    public string Scope { get; init; } = "";
    public string InstrumentCode { get; init; } = "";
    public string InstrumentTitle { get; init; } = "";
    public string ThemeCode { get; init; } = "";
    public string Publication { get; init; } = "";
    public string? SupersededBy { get; init; }
    public string Sources { get; init; } = "[]";
    public string? DueOn { get; init; }
    public string DueOrder { get; init; } = "";
    public string? DuePrecision { get; init; }
    public string DeadlineBasis { get; init; } = "";
    public string? DeadlineSource { get; init; }
    public string Status { get; init; } = "";
    public string? Health { get; init; }
    public string? CompletedOn { get; init; }
    public string? LastReportedOn { get; init; }
    public long Version { get; init; }
    public string CreatedAt { get; init; } = "";
    public string UpdatedAt { get; init; } = "";
    public string? AlsoUnder { get; init; }
    public string? Leads { get; init; }
    public string? Supports { get; init; }

    public Deadline ToDeadline() =>
        new(
            Stored.ParseDayOrNull(DueOn),
            EnumCode.ParseOrNull<DatePrecision>(DuePrecision),
            EnumCode.Parse<DeadlineBasis>(DeadlineBasis),
            DeadlineSource
        );

    public AssignmentResource ToResource(Assignment assignment, Party party, ReportingDay day) =>
        AssignmentResource.From(assignment, party, ToDeadline(), SupersededBy is not null, day);

    public CommitmentItem ToItem(ReportingDay day, bool withSources, IReadOnlyList<AssignmentResource>? assignments)
    {
        var status = EnumCode.Parse<Status>(Status);
        return new CommitmentItem
        {
            Code = Code,
            Title = Title,
            Description = withSources ? Description : null,
            Kind = EnumCode.Parse<CommitmentKind>(Kind),
            Verb = Verb,
            Scope = EnumCode.Parse<Scope>(Scope),
            Instrument = new InstrumentReference { Code = InstrumentCode, Title = InstrumentTitle },
            AlsoUnder = Codes(AlsoUnder),
            Theme = ThemeCode,
            Publication = EnumCode.Parse<Publication>(Publication),
            Status = status,
            Health = EnumCode.ParseOrNull<Health>(Health),
            Freshness = FreshnessRule.Of(status, Stored.ParseDayOrNull(LastReportedOn), day),
            Deadline = DeadlineResource.From(ToDeadline(), status, Stored.ParseDayOrNull(CompletedOn), day),
            Leads = Codes(Leads),
            Supports = Codes(Supports),
            Assignments = assignments,
            Sources = withSources ? [.. Stored.ParseList<Source>(Sources).Select(SourceResource.From)] : null,
            SupersededBy = SupersededBy,
            Version = Version,
            CreatedAt = Stored.ParseInstant(CreatedAt),
            UpdatedAt = Stored.ParseInstant(UpdatedAt),
        };
    }

    private static string[] Codes(string? text) => text is null ? [] : [.. text.Split(Separator).Order(StringComparer.Ordinal)];
}
