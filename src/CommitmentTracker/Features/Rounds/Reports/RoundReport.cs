using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>
/// What stood when a round was closed, whole: figures, matrix, texts, and who had reported. Reports that were frozen years ago are read by
/// this class, so a member that is added must not be required, and none may go or change its meaning.
/// </summary>
internal sealed record RoundReport
{
    /// <summary>The round that it is the report of.</summary>
    public required ReportedRound Round { get; init; }

    /// <summary>When the round was closed; null in a preview.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The day that deadline states and freshness are derived by: that of closing, in the tracker's zone.</summary>
    /// <example>2027-01-31</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>The figures.</summary>
    public required RoundFigures Figures { get; init; }

    /// <summary>Commitments by member states.</summary>
    public required RoundMatrix Matrix { get; init; }

    /// <summary>The commitments with what each party has to say of them, by code.</summary>
    public required IReadOnlyList<ReportedCommitment> Commitments { get; init; }

    /// <summary>Who has reported in the period and who has not, by code of the party.</summary>
    public required IReadOnlyList<PartyReporting> Reporting { get; init; }

    public static RoundReport Of(RoundRecords records, Round round, DateTimeOffset? closedAt)
    {
        var commitments = records.Commitments.Select(each => ReportedCommitment.From(each, records)).ToList();
        return new RoundReport
        {
            Round = ReportedRound.From(round, records.References),
            ClosedAt = closedAt,
            AsOf = records.Day.Today,
            Figures = RoundFigures.Of(records),
            Matrix = RoundMatrix.Of(commitments, records.References.Parties.Values),
            Commitments = commitments,
            Reporting = PartyReporting.Of(records),
        };
    }
}

/// <summary>A round as its report names it.</summary>
internal sealed record ReportedRound
{
    /// <summary>The round's code.</summary>
    /// <example>ADM-2026-ANNUAL</example>
    public required string Code { get; init; }

    /// <summary>What it is called.</summary>
    /// <example>Yearly report 2026</example>
    public required string Name { get; init; }

    /// <summary>The instruments that it is about, by code.</summary>
    public required IReadOnlyList<ReportedInstrument> Instruments { get; init; }

    /// <summary>The days that it asked about.</summary>
    public required RoundPeriod Period { get; init; }

    /// <summary>When it was to be closed.</summary>
    /// <example>2027-01-31</example>
    public required DateOnly ClosesOn { get; init; }

    public static ReportedRound From(Round round, References references) =>
        new()
        {
            Code = round.Code,
            Name = round.Name,
            Instruments =
            [
                .. references
                    .Groups[Grouping.Instrument]
                    .Where(each => round.Instruments.Contains(each.Key))
                    .Select(each => new ReportedInstrument { Code = each.Key, Title = each.Name }),
            ],
            Period = RoundPeriod.Of(round),
            ClosesOn = round.ClosesOn,
        };
}

/// <summary>An instrument that a round is about.</summary>
internal sealed record ReportedInstrument
{
    /// <summary>The instrument's code.</summary>
    /// <example>HANOI-2026</example>
    public required string Code { get; init; }

    /// <summary>The instrument's title.</summary>
    /// <example>Hanoi Declaration on digital cooperation</example>
    public required string Title { get; init; }
}

/// <summary>The figures of a round: what the summary answers for the round's instruments.</summary>
internal sealed record RoundFigures
{
    /// <summary>Of the commitments.</summary>
    public required Figures Commitments { get; init; }

    /// <summary>Of their assignments, of member states and bodies together.</summary>
    public required Figures Assignments { get; init; }

    /// <summary>Of the assignments of each member state.</summary>
    public required IReadOnlyList<RoundGroup> ByMemberState { get; init; }

    /// <summary>Of the assignments of each body.</summary>
    public required IReadOnlyList<RoundGroup> ByBody { get; init; }

    /// <summary>Of the commitments of each instrument, each for the one that it stands in and for those that it is also under.</summary>
    public required IReadOnlyList<RoundGroup> ByInstrument { get; init; }

    /// <summary>Of the commitments of each theme.</summary>
    public required IReadOnlyList<RoundGroup> ByTheme { get; init; }

    public static RoundFigures Of(RoundRecords records) =>
        new()
        {
            // Each commitment is of one theme, and each assignment of a member state or a body.
            Commitments = Total(records.Figures(Grouping.Theme)),
            Assignments = Total(records.Figures(Grouping.MemberState).Concat(records.Figures(Grouping.Body))),
            ByMemberState = Grouped(records, Grouping.MemberState),
            ByBody = Grouped(records, Grouping.Body),
            ByInstrument = Grouped(records, Grouping.Instrument),
            ByTheme = Grouped(records, Grouping.Theme),
        };

    private static Figures Total(IEnumerable<Figure> figures) => Figures.From(Tally.Of(figures.Select(each => (each.View, 1L))));

    private static IReadOnlyList<RoundGroup> Grouped(RoundRecords records, Grouping grouping)
    {
        var tallies = Tallies.None.With(records.Figures(grouping).Select(figure => (figure, 1)));
        return [.. records.References.Groups[grouping].Select(group => RoundGroup.From(group.Key, group.Name, tallies.Of(group.Key)))];
    }
}

/// <summary>The figures of one member state, body, instrument or theme in a round.</summary>
internal sealed record RoundGroup : Figures
{
    /// <summary>For reading a frozen report.</summary>
    [JsonConstructor]
    public RoundGroup() { }

    [SetsRequiredMembers]
    private RoundGroup(string key, string name, Figures figures)
        : base(figures) => (Key, Name) = (key, name);

    /// <summary>The code of the member state, body, instrument or theme.</summary>
    /// <example>VN</example>
    public required string Key { get; init; }

    /// <summary>Its name; an instrument's title.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }

    public static RoundGroup From(string key, string name, Tally tally) => new(key, name, Figures.From(tally));
}

/// <summary>What a party has reported on in a round, and what not.</summary>
internal sealed record PartyReporting
{
    /// <summary>The party's code.</summary>
    /// <example>VN</example>
    public required string Party { get; init; }

    /// <summary>The party's name.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }

    /// <summary>Member state or body.</summary>
    /// <example>member_state</example>
    public required PartyKind PartyKind { get; init; }

    /// <summary>On how many commitments of the round it has an assignment, cancelled and superseded ones included.</summary>
    /// <example>12</example>
    public required long Assigned { get; init; }

    /// <summary>On how many of these it has reported in the period.</summary>
    /// <example>9</example>
    public required long Reported { get; init; }

    /// <summary>On how many of those it reported on its latest progress update of the period is a nil return.</summary>
    /// <example>2</example>
    public required long NilReturns { get; init; }

    /// <summary>The codes of the commitments on which it has not reported in the period, in order.</summary>
    /// <example>["HND-10"]</example>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The latest as-of date of its verified progress updates on these commitments, in the period or not; null without one.</summary>
    /// <example>2026-10-01</example>
    public required DateOnly? LastReportedOn { get; init; }

    public static IReadOnlyList<PartyReporting> Of(RoundRecords records) =>
        [
            .. records
                .Assignments.GroupBy(each => each.Assignment.Party, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                {
                    var party = records.References.Parties[group.Key];
                    var all = group.Select(each => (Share: each, Latest: records.LatestOf(each))).ToList();
                    return new PartyReporting
                    {
                        Party = group.Key,
                        Name = party.Name,
                        PartyKind = party.Kind,
                        Assigned = all.Count,
                        Reported = all.Count(each => each.Latest is not null),
                        NilReturns = all.Count(each => each.Latest is { IsNilReturn: true }),
                        Missing = [.. all.Where(each => each.Latest is null).Select(each => each.Share.Of.Code)],
                        LastReportedOn = all.Max(each => each.Share.Assignment.Report?.AsOf),
                    };
                }),
        ];
}
